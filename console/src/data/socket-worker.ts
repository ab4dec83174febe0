import { createSocketRelay, type SocketCommand } from './socket-relay.ts'

const relay = createSocketRelay((batch) => postMessage(batch))
addEventListener('message', ({ data }: MessageEvent<SocketCommand>) => relay(data))
