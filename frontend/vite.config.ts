import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const django = `http://127.0.0.1:${process.env.PORT ?? 8000}`;

/** Django serves what is built here under /static/app/; `npm run dev` serves the sources and asks Django for the rest. */
export default defineConfig(({ command }) => ({
  base: command === 'build' ? '/static/app/' : '/',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    outDir: 'dist',
    manifest: true,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      input: 'src/main.tsx',
      // Every file costs a question of its own, and an icon is small.
      output: { codeSplitting: { groups: [{ name: 'icons', test: /@tabler/ }] } },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': django,
      '/sign-in': django,
      '/sign-out': django,
      '/static': django,
      '/ws': { target: django, ws: true },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], passWithNoTests: true },
}));
