{{- /* Prefix of every name of the release. */ -}}
{{- define "greffe.name" -}}
{{- if contains "greffe" .Release.Name }}{{ .Release.Name }}{{ else }}{{ .Release.Name }}-greffe{{ end }}
{{- end }}

{{- define "greffe.labels" -}}
app.kubernetes.io/part-of: greffe
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- /* Labels by which the pods of a component are chosen: (dict "root" $ "name" component). */ -}}
{{- define "greffe.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{- define "greffe.image" -}}
{{ .Values.image.repository }}{{ if .Values.image.digest }}@{{ .Values.image.digest }}{{ else }}:{{ .Values.image.tag | default .Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "greffe.secret" -}}
{{ .Values.secrets.existing | default (printf "%s-secrets" (include "greffe.name" .)) }}
{{- end }}

{{- /* Key of the Secret that holds the password of a service's role: (dict "root" $ "component" name). */ -}}
{{- define "greffe.roleKey" -}}
role-password{{ if .root.Values.database.passwordPerRole }}-{{ .component }}{{ end }}
{{- end }}

{{- define "greffe.postgres" -}}{{ .Values.database.cluster.name | default (printf "%s-postgres" (include "greffe.name" .)) }}{{- end }}
{{- define "greffe.rabbitmq" -}}{{ include "greffe.name" . }}-rabbitmq{{- end }}

{{- define "greffe.databaseHost" -}}
{{- if .Values.database.managed }}{{ include "greffe.postgres" . }}-rw{{ else }}{{ required "database.host: le serveur PostgreSQL" .Values.database.host }}{{ end }}
{{- end }}

{{- define "greffe.databaseAdmin" -}}
{{- if .Values.database.managed }}{{ include "greffe.postgres" . }}-app{{ else }}{{ required "database.adminSecret : le Secret du propriétaire de la base" .Values.database.adminSecret }}{{ end }}
{{- end }}

{{- define "greffe.databaseCa" -}}
{{- if ne .Values.database.sslMode "disable" }}{{ if .Values.database.managed }}{{ include "greffe.postgres" . }}-ca{{ else }}{{ .Values.database.caSecret }}{{ end }}{{ end }}
{{- end }}

{{- /* What follows the host in a URL of the database. */ -}}
{{- define "greffe.databaseTail" -}}
:{{ .Values.database.port }}/{{ .Values.database.name }}?sslmode={{ .Values.database.sslMode }}{{ if include "greffe.databaseCa" . }}&sslrootcert=/etc/greffe/postgres/ca.crt{{ end }}
{{- end }}

{{- define "greffe.brokerCredentials" -}}
{{- if .Values.broker.managed }}{{ include "greffe.rabbitmq" . }}-default-user{{ else }}{{ required "broker.credentials : le Secret de RabbitMQ" .Values.broker.credentials }}{{ end }}
{{- end }}

{{- define "greffe.brokerUrl" -}}
{{- $host := .Values.broker.managed | ternary (include "greffe.rabbitmq" .) .Values.broker.host -}}
{{- $port := .Values.broker.port | default (.Values.broker.tls | ternary 5671 5672) -}}
amqp{{ if .Values.broker.tls }}s{{ end }}://$(BROKER_USER):$(BROKER_PASSWORD)@{{ required "broker.host : le serveur RabbitMQ" $host }}:{{ $port }}/{{ .Values.broker.vhost }}
{{- end }}

{{- define "greffe.publicHost" -}}
{{ .Values.ingress.host | default (urlParse (required "publicUrl : l’adresse publique, https://…" .Values.publicUrl)).host }}
{{- end }}

{{- /* A dictionary as TOML; whole numbers stay whole. (dict "at" "section." "keys" dict) */ -}}
{{- define "greffe.toml" -}}
{{- $at := .at }}
{{- range $key, $value := .keys }}
{{- if not (kindIs "map" $value) }}
{{ $key }} = {{ toJson $value }}
{{- end }}
{{- end }}
{{- range $key, $value := .keys }}
{{- if and (kindIs "map" $value) $value }}

[{{ $at }}{{ $key }}]
{{- include "greffe.toml" (dict "at" (printf "%s%s." $at $key) "keys" $value) }}
{{- end }}
{{- end }}
{{- end }}

{{- define "greffe.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "greffe.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{- define "greffe.scheduling" -}}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{- range . }}
  - name: {{ . }}{{ end }}
{{- end }}
{{- end }}

{{- /* What a reader of old values must change: one line each. */ -}}
{{- define "greffe.deprecations" -}}
{{- if .Values.ingress.host }}
  – ingress.host est abandonné et disparaîtra en 1.0 : l’hôte est celui de publicUrl.
{{- end }}
{{- end }}
