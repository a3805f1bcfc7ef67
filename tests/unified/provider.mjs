// A unified login with a few invented people: the real package `oidc-provider`, as a city's would
// answer. Arguments: the folder of the packages, the login of its
// person of staff, then the addresses of ours it may come back to.
// Prints its own address when it listens; ends when its standard input ends.
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [packages, staffLogin, ...redirects] = process.argv.slice(2);
const entry = pathToFileURL(join(packages, 'oidc-provider', 'lib', 'index.js'));
const { default: Provider } = await import(entry);

const people = {
  lixiulan: { name: '李秀兰', id_number: '370102199003070024' },
  xiaoming: { name: '小明', id_number: '370102201003070016' },
  officer: { name: '孙无名', staff_login: staffLogin },
  nobody: { name: '无此人' },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'probity',
      client_secret: 'a-secret-of-the-tests-only',
      redirect_uris: redirects,
      grant_types: ['authorization_code'],
      response_types: ['code'],
    }],
    claims: { openid: ['sub'], profile: ['name', 'id_number', 'staff_login'] },
    cookies: { keys: ['a-key-of-the-tests-only'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people[id] }),
    }),
    pkce: { methods: ['S256'], required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 86400 * 7, Grant: 600, Interaction: 600, Session: 600 },
  });
  server.on('request', provider.callback());
  console.log(issuer);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
