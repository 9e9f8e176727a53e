// The vendor's client drives every endpoint.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createQlikApi } from '@qlik/api';
import { key, startReceiver, startServer, until } from './server.mjs';

let server;
let receiver;
let webhooks;

before(async () => {
  server = await startServer();
  receiver = await startReceiver();
  webhooks = createQlikApi({ hostConfig: { authType: 'apikey', host: server.url, apiKey: key } }).webhooks;
});

after(async () => {
  receiver.stop();
  assert.equal(await server.stop(), 0);
});

const create = async (more) => (await webhooks.createWebhook({ url: 'https://example.com/hook', name: 'A webhook', ...more })).data;

test('event types are listed', async () => {
  const { status, data } = await webhooks.getWebhookEventTypes();
  assert.equal(status, 200);
  assert.ok(data.data.some((type) => type.name === 'com.qlik.v1.app.reload.finished' && type.title && type.levels.includes('tenant')));
});

test('a webhook is created, shown, patched, replaced and deleted', async () => {
  const created = await webhooks.createWebhook({
    url: 'https://example.com/a', name: 'first', eventTypes: ['com.qlik.v1.app.reload.finished'], filter: 'data.status eq "error"', secret: 's',
    headers: { a: '1' }, encryptedHeaders: { b: '2' },
  });
  assert.equal(created.status, 201);
  const { id } = created.data;
  assert.deepEqual((await webhooks.getWebhook(id)).data, created.data);
  assert.equal(created.data.secretKeyAdded, true);
  assert.deepEqual(created.data.encryptedHeaders, ['b']);

  assert.equal((await webhooks.patchWebhook(id, [{ op: 'replace', path: '/name', value: 'second' }])).status, 204);
  assert.equal((await webhooks.getWebhook(id)).data.name, 'second');
  const replaced = await webhooks.updateWebhook(id, { url: 'https://example.com/b', name: 'third' });
  assert.equal(replaced.status, 200);
  assert.equal(replaced.data.filter, undefined);
  assert.equal((await webhooks.deleteWebhook(id)).status, 204);
  await assert.rejects(webhooks.getWebhook(id, { noCache: true }), { status: 404 });
});

test('pages are followed in both directions', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) await create({ name: `page ${name}` });
  let page = await webhooks.getWebhooks({ limit: 2, sort: '+name', name: 'page' });
  const names = page.data.data.map((webhook) => webhook.name);
  while (page.next) {
    page = await page.next(page);
    names.push(...page.data.data.map((webhook) => webhook.name));
  }
  assert.deepEqual(names, ['page a', 'page b', 'page c', 'page d', 'page e']);
  page = await page.prev(page);
  assert.deepEqual(page.data.data.map((webhook) => webhook.name), ['page c', 'page d']);
});

test('errors come with their bodies', async () => {
  await assert.rejects(create({ filter: 'spaceId eg "x"' }), (error) => {
    assert.equal(error.status, 400);
    assert.equal(error.data.errors[0].filter.offset, 8);
    return true;
  });
  const { id } = await create();
  await assert.rejects(webhooks.patchWebhook(id, [{ op: 'replace', path: '/id', value: 'x' }]), { status: 409 });
  await assert.rejects(webhooks.getWebhookDelivery(id, 'none'), { status: 404 });
  await assert.rejects(webhooks.getWebhooks({ limit: 1000 }), { status: 400 });
});

test('an event is delivered, signed, listed, shown and sent again', async () => {
  const { id } = await create({ url: `${receiver.url}/x`, eventTypes: ['com.qlik.app.created'], filter: 'spaceId eq "s1"', secret: 's', enabled: true });
  await server.publish({ specversion: '1.0', id: 'e1', source: 'x', type: 'com.qlik.app.created', spaceid: 's1' });
  const received = await receiver.next();
  assert.equal(received.headers['user-agent'], 'Qlik Webhook');
  assert.equal(received.headers['qlik-signature'], createHmac('sha256', 's').update(received.body).digest('hex'));

  const list = await until(async () => {
    const answer = await webhooks.getWebhookDeliveries(id, { status: 'success' }, { noCache: true });
    return answer.data.data.length > 0 && answer;
  });
  const [delivery] = list.data.data;
  assert.deepEqual(delivery.request.body, JSON.parse(received.body));
  assert.equal((await webhooks.getWebhookDelivery(id, delivery.id)).data.response.body, 'thanks');
  const again = await webhooks.resendWebhookDelivery(id, delivery.id);
  assert.equal(again.status, 201);
  assert.notEqual(again.data.id, delivery.id);
  assert.equal((await receiver.next()).body, received.body);
});
