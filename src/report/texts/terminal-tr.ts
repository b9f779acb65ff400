import type { Texts } from './pattern.ts';

const NUMBER = new Intl.NumberFormat('tr');
const amount = (count: number): string => NUMBER.format(count);

/** What `report --language tr` prints. */
export const TERMINAL_TR: Texts['terminal'] = {
  title: 'Rapor',
  source: (groups, users, numbers, devices, errors, orphans) =>
    `kaynak: ${amount(groups)} grup, ${amount(users)} kullanıcı, ${amount(numbers)} numara, ${amount(devices)} cihaz; ${amount(errors)} hata, ${amount(orphans)} sahipsiz yanıt`,
  proposal: (customers, locations, packages) =>
    `öneri: ${amount(customers)} müşteri, ${amount(locations)} konum; ${packages || 'paket yok'}`,
  users: (kinds) => `kullanıcılar: ${kinds}`,
  numbers: (move, stay) => `numaralar: ${amount(move)} taşınıyor, ${amount(stay)} kalıyor`,
  losses: (losses, services) => `kullanıcılar için değişenler: ${amount(services)} hizmette ${amount(losses)} kayıp`,
  decisions: (recommended, answered) =>
    `kararlar: ${amount(recommended)} öneriye göre, ${amount(answered)} bir kişi tarafından`,
  answeredSince: 'map çalıştıktan sonra kararlar yanıtlandı: burada önerilen her şey yanıtlardan eski',
  findings: (blockers, warnings, notes) =>
    `bulgular: ${amount(blockers)} engel, ${amount(warnings)} uyarı, ${amount(notes)} not`,
  plan: (steps, calls, minutes, blocked, deferred) =>
    `plan: ${amount(steps)} adım, ${amount(calls)} çağrı, yaklaşık ${minutes.replace('.', ',')} dk; ${amount(blocked)} engelli, ${amount(deferred)} ertelendi`,
  outcome: (counts) => `sonuç: ${counts}`,
  verification: (matched, different, missing, extra) =>
    `doğrulama: ${amount(matched)} eşleşti, ${amount(different)} farklı, ${amount(missing)} eksik, ${amount(extra)} fazla`,
  readiness: 'Hazırlık',
  customers: 'Müşteriler',
  locations: 'Konumlar',
  owners: 'Kişiler ve yerler',
  html: (file) => `Okunup imzalanacak raporun tamamı: ${file}`,
  xlsx: (file) => `Aynı rakamlar çalışma kitabı olarak: ${file}`,
  csv: (file) => `Aynı rakamlar CSV olarak, her tablo bir dosya: ${file}`,
  json: (file) => `Aynı rakamlar JSON olarak (İngilizce): ${file}`,
  perCustomer: {
    title: 'Her müşteri için bir rapor',
    customer: 'müşteri',
    name: 'ad',
    stands: 'geldiği aşama',
    report: 'rapor',
    alone: 'Hiçbirinde başka bir müşteriye ait bir şey yoktur.',
    skipped: (customers) => `Raporu olmayanlar (migration.yaml bunları atlıyor): ${customers}.`,
    all: 'tüm müşteriler tek raporda, kendiniz için',
  },
  next: {
    label: 'Sonraki:',
    extract: 'alınan verileri okur',
    map: 'okunanlar için Webex nesneleri önerir',
    mapAgain: 'yanıtları, onlardan eski olan taslaklara alır',
    precheck: 'engel olan şeyleri bulur',
    plan: 'ne yazılacağını gösterir',
    provision: 'rapor onaylandıktan sonra planı uygular',
    retry: 'nedeni giderildikten sonra başarısız olanları yeniden dener',
    resume: 'bekleyenleri sürdürür',
    verify: 'her şeyi geri okur',
    status: 'her adımın durumunu gösterir',
  },
};
