import { describe, expect, test } from 'vitest';
import { createAddressRule, isPublicAddress } from '#feeds/address.ts';
import { createFetch } from '#feeds/fetch.ts';
import { systemClock } from '#core/clock.ts';

const PRIVATE_HOSTS =
  `127.0.0.1 127.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 127.0.0.1. ①②⑦.⓪.⓪.① 127。0。0。1 localhost LOCALHOST.
  ⓛⓞⓒⓐⓛⓗⓞⓢⓣ 0 0.0.0.0 10.0.0.5 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254 2852039166 0xa9fea9fe 192.0.0.192 198.18.0.1 224.0.0.1
  240.0.0.1 255.255.255.255 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::7f00:1]
  [2002:7f00:1::] [2001:0:7f00:1::] [fe80::1] [fd00:ec2::254] [fec0::1] [ff02::1] [2001:db8::1]`.split(/\s+/);

const TRICKS = [
  'http://pub.example@127.0.0.1/',
  'http://pub.example:80@127.0.0.1/',
  'http://127.0.0.1\\@pub.example/',
  'http:127.0.0.1/',
  'http:/\\127.0.0.1',
  'file:///etc/passwd',
  'ftp://pub.example/',
  'gopher://127.0.0.1:6379/_x',
  'data:text/xml,<rss/>',
  'javascript:alert(1)',
  'blob:http://127.0.0.1/x',
  'http://pub.example:22/',
  'http://pub.example:6379/',
];

describe('isPublicAddress', () => {
  test.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '[2a00:1450:4001:80e::200e]'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([...PRIVATE_HOSTS, 'example.com', '', '::ffff:10.0.0.1', 'fe80::1%eth0', '256.1.1.1'])(
    '%s is not',
    (address) => {
      expect(isPublicAddress(address)).toBe(false);
    },
  );
});

describe('a fetch with nothing allowed', () => {
  const fetch = createFetch({ allow: [], userAgent: 'Kabar', clock: systemClock });

  test.each([...PRIVATE_HOSTS.map((host) => `http://${host}/`), ...TRICKS])('%s is refused', async (url) => {
    const answer = await fetch.get(url);
    expect(answer).toMatchObject({ kind: 'failed', fault: expect.stringMatching(/^(?:blocked-address|bad-url|dns)$/) });
  });
});

describe('checkUrl', () => {
  const rule = createAddressRule(['10.0.0.0/8', 'fd00::/8']);

  test.each([
    'http://pub.example#@127.0.0.1/',
    'http://pub.example\\@127.0.0.1/',
    'https://pub.example/',
    'http://8.8.8.8:8080/',
  ])('%s goes on to the connection', (url) => {
    expect(() => rule.checkUrl(url)).not.toThrow();
  });

  test('a named network is open on any port, its neighbours stay shut', () => {
    expect(rule.checkUrl('http://10.1.2.3:3000/feed').port).toBe('3000');
    expect(rule.checkUrl('http://[fd00::5]:3000/feed').port).toBe('3000');
    expect(() => rule.checkUrl('http://11.1.2.3:3000/feed')).toThrow('blocked-address');
    expect(() => rule.checkUrl('http://192.168.0.1/feed')).toThrow('blocked-address');
  });
});
