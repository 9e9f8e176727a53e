// Everything that comes from the server is put in as text, never as markup.
const byId = (id) => document.getElementById(id);
const api = '/api/v1/webhooks';
let key = sessionStorage.getItem('key') ?? '';
let shown = null;
let next = null;

function element(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function row(...cells) {
  const made = element('tr');
  for (const cell of cells) {
    const td = element('td');
    td.append(...(Array.isArray(cell) ? cell : [cell instanceof Node ? cell : element('span', cell)]));
    made.append(td);
  }
  return made;
}

function button(text, action) {
  const made = element('button', text);
  made.type = 'button';
  made.addEventListener('click', () => run(action));
  return made;
}

function notice(text) {
  byId('notice').hidden = !text;
  byId('notice').textContent = text ?? '';
}

// Runs something that a person asked for, and shows what goes wrong with it.
async function run(action) {
  notice(null);
  try {
    await action();
  } catch (error) {
    notice(error.message);
  }
}

async function ask(method, path, body) {
  const headers = { Authorization: `Bearer ${key}` };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(path, { method, headers, body: content });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) {
    throw new Error((answer?.errors ?? []).map((error) => error.detail ?? error.title).join(' ') || `HTTP ${response.status}`);
  }
  return answer;
}

function stateOf(webhook) {
  const { failures, failingSince, heldUntil, heldReason } = webhook.health ?? {};
  const reasons = {
    disabled: () => webhook.disabledReason,
    failing: () => `${failures} since ${failingSince}`,
    idle: () => 'receives nothing: no event types',
    active: () => null,
  };
  const mark = element('span', webhook.status, webhook.status === 'active' ? 'good' : 'bad');
  return [
    mark,
    element('div', reasons[webhook.status]?.(), 'small'),
    ...(heldUntil ? [element('div', `held until ${heldUntil}: ${heldReason}`, 'small')] : []),
  ];
}

function addWebhook(webhook) {
  const name = [element('div', webhook.name), element('div', webhook.eventTypes.join(', '), 'small')];
  const target = [element('div', webhook.url), element('div', `level ${webhook.level}`, 'small')];
  const actions = [
    button('Deliveries', () => showDeliveries(webhook)),
    button(webhook.enabled ? 'Disable' : 'Enable', async () => {
      await ask('PATCH', `${api}/${webhook.id}`, [{ op: 'replace', path: '/enabled', value: !webhook.enabled }]);
      await showWebhooks();
    }),
  ];
  byId('webhooks').append(row(name, target, element('code', webhook.filter ?? ''), stateOf(webhook), actions));
}

async function showWebhooks() {
  byId('webhooks').replaceChildren();
  next = `${api}?limit=50&sort=name`;
  await showMore();
  byId('none').hidden = byId('webhooks').children.length > 0;
}

async function showMore() {
  const page = await ask('GET', next);
  page.data.forEach(addWebhook);
  next = page.links.next?.href ?? null;
  byId('more').hidden = next === null;
}

async function showDeliveries(webhook) {
  shown = webhook;
  const page = await ask('GET', `${api}/${webhook.id}/deliveries?limit=50`);
  byId('deliveries-section').hidden = false;
  byId('deliveries-title').textContent = `Deliveries to ${webhook.name}`;
  byId('delivery').hidden = true;
  byId('deliveries').replaceChildren(...page.data.map((delivery) => row(
    delivery.triggeredAt,
    delivery.eventType,
    element('span', `${delivery.status}: ${delivery.statusMessage}`, delivery.status === 'success' ? 'good' : 'bad'),
    [
      button('Show', () => {
        byId('delivery').hidden = false;
        byId('delivery').textContent = JSON.stringify(delivery, null, 2);
      }),
      button('Resend', async () => {
        await ask('POST', `${api}/${webhook.id}/deliveries/${delivery.id}/actions/resend`);
        await showDeliveries(shown);
      }),
    ])));
  byId('deliveries-section').scrollIntoView({ block: 'nearest' });
}

const typesOf = () => byId('types').value.split(',').map((type) => type.trim()).filter((type) => type);

// Only the answer to the last question counts: answers may overtake one another.
let question = 0;
let waiting = 0;

function filterChanged() {
  clearTimeout(waiting);
  waiting = setTimeout(() => run(checkFilter), 150);
}

async function checkFilter() {
  const mine = ++question;
  const picture = byId('picture');
  const filter = byId('filter').value;
  if (!filter) {
    picture.textContent = '';
    return;
  }
  const answer = await ask('POST', `${api}/filter-checks`, { filter, eventTypes: typesOf() });
  if (mine !== question) return;
  picture.className = answer.valid ? 'good' : 'bad';
  picture.textContent = answer.valid ? `valid: ${answer.canonical}` : answer.errors.map((error) => error.picture).join('\n\n');
}

async function create() {
  await ask('POST', api, {
    name: byId('name').value,
    url: byId('url').value,
    secret: byId('secret').value || undefined,
    level: byId('level').value,
    filter: byId('filter').value || undefined,
    eventTypes: typesOf(),
    enabled: true,
  });
  byId('create').reset();
  await showWebhooks();
}

async function tryEvent() {
  const answer = await ask('POST', `${api}/event-checks`, byId('event').value);
  const mark = (good) => element('span', good ? 'yes' : 'no', good ? 'good' : 'bad');
  byId('matches').replaceChildren(...answer.webhooks.map((webhook) => row(
    nameAndReason(webhook), mark(webhook.enabled), mark(webhook.typeMatches), mark(webhook.filterMatches), mark(webhook.accessMatches), mark(webhook.matches))));
}

// The name, and behind it why the filter holds or not.
function nameAndReason(webhook) {
  if (!webhook.explanation) return webhook.name;
  const details = element('details');
  details.append(element('summary', webhook.name), element('pre', webhook.explanation.text));
  return details;
}

async function sendEvent() {
  const answer = await ask('POST', '/api/v1/events', byId('event').value);
  notice(answer.accepted ? 'The event was accepted.' : 'An event with this id is known already.');
}

async function signIn() {
  const types = await ask('GET', `${api}/event-types`);
  byId('type-names').replaceChildren(...types.data.map((type) => Object.assign(element('option', type.title), { value: type.name })));
  await showWebhooks();
  sessionStorage.setItem('key', key);
  byId('content').hidden = false;
  byId('sign-out').hidden = false;
  byId('key').value = '';
}

byId('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  key = byId('key').value.trim();
  run(signIn);
});
byId('sign-out').addEventListener('click', () => {
  sessionStorage.removeItem('key');
  location.reload();
});
byId('create').addEventListener('submit', (event) => {
  event.preventDefault();
  run(create);
});
byId('refresh').addEventListener('click', () => run(showWebhooks));
byId('more').addEventListener('click', () => run(showMore));
byId('filter').addEventListener('input', filterChanged);
byId('types').addEventListener('input', filterChanged);
byId('try').addEventListener('click', () => run(tryEvent));
byId('send').addEventListener('click', () => run(sendEvent));
if (key) run(signIn);
