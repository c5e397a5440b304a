/** A websocket that comes back by itself: at once, then ever slower, and when the network returns. */

export type SocketState = 'connecting' | 'live' | 'reconnecting' | 'closed';
type Handlers = {
  onMessage: (message: unknown) => void;
  /** Called at every opening; what to say first. */
  onOpen?: (send: (message: unknown) => void) => void;
  /** Called when the connection is there again after a loss. */
  onBack?: () => void;
  onState?: (state: SocketState) => void;
};

const PING = 25_000;
const DELAYS = [250, 500, 1000, 2000, 4000, 8000, 15_000];

export function socketAddress(path: string): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`;
}

const ahead = new Map<string, WebSocket>();

/** Begins to connect while the page that will listen is still being fetched. The server waits to be spoken to. */
export function connectAhead(address: string) {
  ahead.set(address, new WebSocket(address));
}

function connected(address: string): WebSocket {
  const early = ahead.get(address);
  ahead.delete(address);
  return early && early.readyState <= WebSocket.OPEN ? early : new WebSocket(address);
}

/** Returns the way to close it for good. */
export function openSocket(address: string, handlers: Handlers): () => void {
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let everOpen = false;
  let done = false;

  function connect() {
    clearTimeout(timer);
    socket = connected(address);
    const current = socket;
    handlers.onState?.(everOpen || failures ? 'reconnecting' : 'connecting');
    const opened = () => {
      failures = 0;
      handlers.onState?.('live');
      handlers.onOpen?.((message) => current.send(JSON.stringify(message)));
      if (everOpen) handlers.onBack?.();
      everOpen = true;
    };
    current.onopen = opened;
    current.onmessage = ({ data }) => handlers.onMessage(JSON.parse(String(data)));
    current.onclose = () => {
      if (done || current !== socket) return;
      handlers.onState?.('reconnecting');
      timer = setTimeout(connect, DELAYS[Math.min(failures++, DELAYS.length - 1)]);
    };
    if (current.readyState === WebSocket.OPEN) opened();
  }

  function comeBack() {
    if (!done && socket?.readyState === WebSocket.CLOSED) connect();
  }

  connect();
  const watch = setInterval(comeBack, PING);
  addEventListener('online', comeBack);
  return () => {
    done = true;
    clearTimeout(timer);
    clearInterval(watch);
    removeEventListener('online', comeBack);
    socket?.close();
    handlers.onState?.('closed');
  };
}
