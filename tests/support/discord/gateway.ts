import type { IncomingMessage, Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { channelJson, guildJson, rolesJson, userJson, type FakeChannel, type FakeGuild, type World } from './world.ts';

/** developers/events/gateway: only the Guilds intent may be asked for. */
const GUILDS_INTENT = 1;
const HEARTBEAT_MS = 30_000;

interface Session {
  id: string;
  shard: [number, number];
  sequence: number;
  /** What was sent, for a resume. */
  sent: { s: number; t: string; d: unknown }[];
  socket?: WebSocket | undefined;
}

export interface Gateway {
  /** Identifies and resumes seen. */
  identifies: number;
  resumes: number;
  /** Sends an event to the shard of the server (or to the first). */
  dispatch(event: string, data: unknown, guildId?: string): void;
  /** Breaks every connection, as a network does. */
  drop(code?: number): void;
  /** Breaks every connection and forgets the sessions. */
  forget(): void;
  isConnected(): boolean;
  tellGuild(guild: FakeGuild): void;
  tellChannel(event: string, channel: FakeChannel): void;
  tellRole(guild: FakeGuild): void;
  close(): void;
}

export function createGateway(
  server: Server,
  world: World,
  parts: { token: () => string; breach(text: string): void; shards: number },
): Gateway {
  const wss = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    wss.handleUpgrade(request, socket, head, (ws) => greet(ws));
  });

  function push(session: Session, t: string, d: unknown): void {
    session.sequence += 1;
    session.sent.push({ s: session.sequence, t, d });
    session.socket?.send(JSON.stringify({ op: 0, s: session.sequence, t, d }));
  }

  const guildsOf = (session: Session): FakeGuild[] =>
    [...world.guilds.values()].filter(
      (guild) => guild.isMember && Number((BigInt(guild.id) >> 22n) % BigInt(session.shard[1])) === session.shard[0],
    );

  function identify(socket: WebSocket, data: { token: string; intents: number; shard?: [number, number] }): void {
    gateway.identifies += 1;
    if (data.token !== parts.token()) return socket.close(4004);
    if (data.intents !== GUILDS_INTENT) parts.breach(`intents ${data.intents} were asked for`);
    const session: Session = { id: world.snowflake(), shard: data.shard ?? [0, 1], sequence: 0, sent: [], socket };
    sessions.set(session.id, session);
    const guilds = guildsOf(session);
    push(session, 'READY', {
      v: 10,
      user: userJson(world.bot, true),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: gatewayUrl(),
      shard: session.shard,
      application: { id: world.applicationId, flags: 0 },
    });
    for (const guild of guilds) push(session, 'GUILD_CREATE', guildJson(world, guild));
  }

  function resume(socket: WebSocket, data: { token: string; session_id: string; seq: number }): void {
    const session = sessions.get(data.session_id);
    if (!session || data.token !== parts.token()) {
      socket.send(JSON.stringify({ op: 9, d: false }));
      return;
    }
    gateway.resumes += 1;
    session.socket = socket;
    for (const { s, t, d } of session.sent.filter((one) => one.s > data.seq))
      socket.send(JSON.stringify({ op: 0, s, t, d }));
    push(session, 'RESUMED', {});
  }

  function greet(socket: WebSocket): void {
    socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: HEARTBEAT_MS } }));
    socket.on('message', (raw: Buffer) => {
      const { op, d } = JSON.parse(raw.toString()) as { op: number; d: never };
      if (op === 1) socket.send(JSON.stringify({ op: 11 }));
      else if (op === 2) identify(socket, d);
      else if (op === 6) resume(socket, d);
    });
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = undefined;
    });
  }

  const gatewayUrl = (): string => `ws://127.0.0.1:${(server.address() as { port: number }).port}/gateway`;
  const live = (): Session[] => [...sessions.values()];

  const gateway: Gateway = {
    identifies: 0,
    resumes: 0,
    dispatch(event, data, guildId) {
      for (const session of live().toReversed()) {
        const [shard, count] = session.shard;
        const isIts = guildId === undefined ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
        if (isIts) return push(session, event, data);
      }
    },
    drop(code) {
      for (const { socket } of live()) {
        if (code === undefined) socket?.terminate();
        else socket?.close(code);
      }
    },
    forget() {
      const sockets = live().map((session) => session.socket);
      sessions.clear();
      for (const socket of sockets) socket?.terminate();
    },
    isConnected: () => live().some((session) => session.socket !== undefined),
    tellGuild: (guild) => gateway.dispatch('GUILD_CREATE', guildJson(world, guild), guild.id),
    tellChannel: (event, channel) => gateway.dispatch(event, channelJson(world, channel), channel.guildId),
    tellRole: (guild) =>
      gateway.dispatch('GUILD_ROLE_UPDATE', { guild_id: guild.id, role: rolesJson(guild)[1] }, guild.id),
    close() {
      for (const { socket } of live()) socket?.terminate();
      wss.close();
    },
  };
  return gateway;
}
