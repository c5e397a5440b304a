/** Every question the pages ask the server, by name. */

export * from './account';
export * from './admin';
export * from './assets';
export * from './campaigns';
export * from './imports';
export * from './lists';
export * from './messages';
export * from './people';
export * from './runs';
export * from './schedules';
