// The console page in headless Chromium.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { key, startReceiver, startServer } from './server.mjs';

const executablePath = '/usr/bin/chromium';
const skip = existsSync(executablePath) ? false : 'There is no Chromium.';
const faults = [];
let server;
let receiver;
let browser;
let page;

before(async () => {
  if (skip) return;
  server = await startServer();
  receiver = await startReceiver();
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  page = await browser.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
});

after(async () => {
  await browser?.close();
  receiver?.stop();
  await server?.stop();
});

test('the console', { skip }, async (t) => {
  await page.goto(server.url);

  await t.test('refuses a key that is not known', async () => {
    await page.fill('#key', 'wrong');
    await page.click('#sign-in button');
    await page.waitForSelector('#notice:not([hidden])');
    assert.ok(await page.isHidden('#content'));
  });

  await t.test('lets one in with a good key', async () => {
    await page.fill('#key', key);
    await page.click('#sign-in button');
    await page.waitForSelector('#content:not([hidden])');
  });

  await t.test('shows the caret while a filter is typed, and the canonical text when it is right', async () => {
    await page.fill('#types', 'com.qlik.app.created');
    await page.locator('#filter').pressSequentially('spaceId eg "s1"');
    await page.waitForFunction(() => document.getElementById('picture').textContent.includes('\n        ^^ '));
    await page.fill('#filter', 'spaceId eq "s1"');
    await page.waitForFunction(() => document.getElementById('picture').textContent === 'valid: spaceId eq "s1"');
  });

  await t.test('creates a webhook, whatever its name', async () => {
    await page.click('section > details > summary');
    await page.fill('#name', '<img src=x onerror=alert(1)>');
    await page.fill('#url', `${receiver.url}/x`);
    await page.click('#create button');
    await page.waitForSelector('#webhooks tr');
    assert.match(await page.innerText('#webhooks tr'), /<img src=x/);
    assert.equal(await page.locator('img').count(), 0);
  });

  await t.test('says which webhooks an event would reach, and sends it', async () => {
    const event = (space) => JSON.stringify({ specversion: '1.0', id: `in-${space}`, source: 'x', type: 'com.qlik.app.created', spaceid: space });
    await page.fill('#event', event('other'));
    await page.click('#try');
    await page.waitForFunction(() => document.querySelector('#matches tr')?.innerText.endsWith('no'));
    await page.click('#matches summary');
    assert.match(await page.innerText('#matches pre'), /spaceId is "other", not "s1"/);
    await page.fill('#event', event('s1'));
    await page.click('#try');
    await page.waitForFunction(() => document.querySelector('#matches tr')?.innerText.endsWith('yes'));
    assert.ok(await page.isHidden('#matches pre'));
    await page.click('#matches summary');
    assert.match(await page.innerText('#matches pre'), /spaceId/);
    await page.click('#send');
    assert.equal((await receiver.next()).path, '/x');
  });

  await t.test('shows deliveries and sends one again', async () => {
    for (let tries = 0; tries < 100 && await page.locator('#deliveries tr').count() === 0; tries++) {
      await page.click('#webhooks button:has-text("Deliveries")');
      await page.waitForSelector('#deliveries-section:not([hidden])');
    }
    await page.click('#deliveries button:has-text("Resend")');
    await receiver.next();
    await page.waitForFunction(() => document.querySelectorAll('#deliveries tr').length === 2);
    await page.click('#deliveries button:has-text("Show")');
    assert.match(await page.innerText('#delivery'), /"statusMessage": "200 OK"/);
  });

  await t.test('disables a webhook', async () => {
    await page.click('#webhooks button:has-text("Disable")');
    await page.waitForSelector('#webhooks >> text=disabled');
  });

  assert.deepEqual(faults, []);
});
