// A showcase of registered patents for any page: lists, searches, and takes evaluations. No dependencies.
// Whatever the API sends is shown as text and never read as HTML.

const SHOWCASE = /* GraphQL */ `
  query Showcase($search: String, $after: String) {
    showcase(search: $search, first: 10, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        title
        institution { name }
        content { advantages }
        evaluations(where: { mine: { eq: true } }, first: 1) { nodes { version rating prospects } }
      }
    }
  }
`;
const EVALUATE = /* GraphQL */ `
  mutation Evaluate($input: EvaluateDossierInput!) {
    evaluateDossier(input: $input) {
      evaluation { version rating }
      userErrors { message }
    }
  }
`;

const root = document.querySelector('#panhuo');
const { api, token } = root.dataset;

/** The data of an operation. Throws what people are to be told. */
async function ask(query, variables) {
  let response;
  try {
    response = await fetch(api, {
      method: 'POST',
      headers: {
        Accept: 'application/graphql-response+json',
        'Accept-Language': document.documentElement.lang,
        Authorization: `Bearer ${token}`,
        'Content-Type': 'application/json',
      },
      credentials: 'omit',
      body: JSON.stringify({ query, variables }),
    });
  } catch {
    // The server is away, or this page's origin is none of the token's: browsers tell no more than that.
    throw new Error('无法访问成果库。请检查网络，或确认令牌允许在本网站使用。');
  }
  const answer = await response.json();
  if (!answer.data) throw new Error(answer.errors[0].message); // RATE_LIMITED says how long to wait
  return answer.data;
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function card(dossier) {
  const mine = dossier.evaluations?.nodes[0];
  const stars = element('input', { type: 'number', name: 'rating', min: 1, max: 5, required: true });
  stars.value = mine?.rating ?? '';
  const words = element('textarea', { name: 'prospects', maxLength: 1000, placeholder: '产业化前景' });
  words.value = mine?.prospects ?? '';
  const said = element('output', {}, mine ? `已评价：${mine.rating} 星` : '');
  const form = element('form', {}, '评分（1–5 星）', stars, words, element('button', {}, '提交评价'), said);
  let version = mine?.version ?? null;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const input = { dossier: dossier.id, version, rating: stars.valueAsNumber, prospects: words.value };
      const { evaluateDossier: done } = await ask(EVALUATE, { input });
      if (!done) throw new Error('该令牌不能提交评价。');
      if (done.userErrors.length) throw new Error(done.userErrors[0].message);
      version = done.evaluation.version;
      said.textContent = `已评价：${done.evaluation.rating} 星`;
    } catch (error) {
      said.textContent = error.message;
    }
  });
  const from = element('p', {}, dossier.institution?.name ?? '');
  const why = element('p', {}, dossier.content?.advantages ?? '');
  return element('article', { id: dossier.id }, element('h2', {}, dossier.title), from, why, form);
}

async function show(search, after = null) {
  const trouble = root.querySelector('[role=alert]');
  trouble.textContent = '';
  try {
    const { showcase } = await ask(SHOWCASE, { search: search || null, after });
    if (!showcase) throw new Error('该令牌不能查看成果展示。');
    if (!after) list.replaceChildren();
    list.append(...showcase.nodes.map(card));
    count.textContent = `共 ${showcase.totalCount} 件`;
    more.hidden = !showcase.pageInfo.hasNextPage;
    more.onclick = () => show(search, showcase.pageInfo.endCursor);
  } catch (error) {
    trouble.textContent = error.message;
  }
}

const field = element('input', { type: 'search', name: 'search', maxLength: 200, placeholder: '搜索成果' });
const finder = element('form', { role: 'search' }, field, element('button', {}, '搜索'));
const count = element('p');
const list = element('section');
const more = element('button', { hidden: true }, '更多');
finder.addEventListener('submit', (event) => {
  event.preventDefault();
  show(field.value.trim());
});
const alert = element('p');
alert.setAttribute('role', 'alert');
root.append(finder, alert, count, list, more);
show('');
