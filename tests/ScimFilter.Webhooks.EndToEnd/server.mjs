// Starts the built server on a port and a folder of its own, and a receiver beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

const program = path.resolve(
  import.meta.dirname, '../../artifacts/bin/ScimFilter.Webhooks.Server/release/ScimFilter.Webhooks.Server.dll');

export const key = 'end-to-end-key';

async function freePort() {
  const listener = net.createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address();
  listener.close();
  await once(listener, 'close');
  return port;
}

export async function startServer() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'webhooks-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const child = spawn('dotnet', [
    program, `--urls=${url}`, `--Webhooks:DataFolder=${folder}`, '--Webhooks:AllowedNetworks:0=127.0.0.0/8', '--Logging:LogLevel:Default=Warning',
    `--Webhooks:ApiKeys:0:Key=${key}`, '--Webhooks:ApiKeys:0:TenantId=t1', '--Webhooks:ApiKeys:0:UserId=u1', '--Webhooks:ApiKeys:0:Roles:0=TenantAdmin',
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  await until(() => fetch(`${url}/ready`).then((response) => response.ok, () => false));
  return {
    url,
    async publish(event) {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
      const response = await fetch(`${url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(event) });
      if (response.status !== 202) throw new Error(await response.text());
    },
    async stop() {
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      await rm(folder, { recursive: true });
      return code;
    },
  };
}

export async function startReceiver() {
  const waiting = [];
  const received = [];
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    response.end('thanks');
    const one = { path: request.url, headers: request.headers, body };
    if (waiting.length > 0) waiting.shift()(one);
    else received.push(one);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    next: () => (received.length > 0 ? Promise.resolve(received.shift()) : new Promise((resolve) => waiting.push(resolve))),
    stop: () => server.close(),
  };
}

// Asks again until something is so, for half a minute at most.
export async function until(condition) {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await condition();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('It does not come to be.');
}
