"""Writes charts/greffe/dashboards/*.json, which Grafana reads: `python3 ops/dashboards.py`. A test says when they are behind.

A panel is (title, unit, expressions by legend[, kind]); three stand in a row.
"""

import json
import pathlib

PLACE = pathlib.Path(__file__).parents[1] / "charts/greffe/dashboards"
ONE = 'component=~"$component"'
PAGES = 'route=~"/api/.*",route!~".*/(flux|pieces|contenu)"'
NOTHING = "or vector(0)"


def quantile(metric, share, by, where=""):
    return f"histogram_quantile({share}, sum by ({by}, le) (rate({metric}_bucket{{{where}}}[5m])))"


def left(objective, ratio):
    """What is left of the month's budget of errors, from 1 down."""
    return f"1 - {ratio}_rate30d / {objective}"


DASHBOARDS = {
    "service": ("Greffe – services", [
        ("Instances qui répondent", "short", {"{{component}}": 'sum by (component) (up{job="greffe"})'}),
        ("Demandes par seconde", "reqps", {"{{status}}": "sum by (status) (rate(greffe_http_seconds_count[5m]))"}),
        ("Temps de réponse, p95, par route", "s", {"{{route}}": f"topk(10, {quantile('greffe_http_seconds', 0.95, 'route')})"}),
        ("Appels par seconde", "reqps", {"{{component}} {{method}}": f"topk(12, sum by (component, method) (rate(greffe_rpc_seconds_count{{{ONE}}}[5m])))"}),
        ("Appels en échec, part", "percentunit", {"{{component}} {{method}}": f'sum by (component, method) (rate(greffe_rpc_seconds_count{{{ONE},outcome="failed"}}[5m])) / sum by (component, method) (rate(greffe_rpc_seconds_count{{{ONE}}}[5m]))'}),
        ("Temps d’un appel, p95", "s", {"{{component}} {{method}}": f"topk(12, {quantile('greffe_rpc_seconds', 0.95, 'component, method', ONE)})"}),
        ("Délestage et limites", "reqps", {"faute de place": f"sum(rate(greffe_shed_total[5m])) {NOTHING}", "débit dépassé": f"sum(rate(greffe_rate_limited_total[5m])) {NOTHING}", "reprises": f"sum(rate(greffe_retries_total[5m])) {NOTHING}", "dépôts présentés de nouveau": f"sum(rate(greffe_deposits_offered_again_total[5m])) {NOTHING}", "liens personnels refusés": f"sum(rate(greffe_links_refused_total[5m])) {NOTHING}", "tâches montées plus haut": f"sum(rate(greffe_tasks_escalated_total[5m])) {NOTHING}"}),
        ("Écrans en direct", "short", {"ouverts": f"sum(greffe_streams) {NOTHING}", "coupures": f"sum(increase(greffe_live_losses_total[5m])) {NOTHING}"}),
        ("Horloges et droit", "s", {"écart {{component}}": "max by (component) (greffe_clock_apart_seconds)", "droit en retard {{component}}": "max by (component) (greffe_law_behind)"}),
    ]),
    "courtier": ("Greffe – événements et courtier", [
        ("Événements dans les files", "short", {"{{queue}}": 'sum by (queue) (rabbitmq_detailed_queue_messages{queue=~"svc\\\\..+"})'}),
        ("Messages illisibles", "short", {"{{queue}}": 'sum by (queue) (rabbitmq_detailed_queue_messages{queue=~"evt\\\\.parking\\\\..+"})'}),
        ("Consommateurs", "short", {"{{queue}}": 'sum by (queue) (rabbitmq_detailed_queue_consumers{queue=~"svc\\\\..+"})'}),
        ("Publiés et confirmés par seconde", "ops", {"{{component}}": "sum by (component) (rate(greffe_outbox_published_total[5m]))"}),
        ("Appliqués par seconde", "ops", {"{{component}} {{state}}": "sum by (component, state) (rate(greffe_events_applied_total[5m]))"}),
        ("Temps d’application d’un événement, p95", "s", {"{{component}} {{type}}": f"topk(12, {quantile('greffe_event_seconds', 0.95, 'component, type')})"}),
        ("Refusés ou en erreur", "ops", {"relais {{component}}": "sum by (component) (rate(greffe_relay_errors_total[5m]))", "refusés {{component}}": "sum by (component) (rate(greffe_outbox_refused_total[5m]))", "consommateur {{component}}": "sum by (component) (rate(greffe_consumer_errors_total[5m]))"}),
        ("En attente d’un précédent", "short", {"{{component}}": "sum by (component) (greffe_events_waiting)", "demandés {{component}}": "sum by (component) (increase(greffe_gaps_total[5m]))"}),
        ("Plus ancien événement à publier", "s", {"{{component}}": "max by (component) (greffe_outbox_oldest_seconds)"}),
        ("Rangés à part, doubles, rendus", "short", {"à part {{component}}": "max by (component) (greffe_events_parked)", "rangés {{component}}": "sum by (component) (increase(greffe_events_parked_total[5m]))", "écartés {{component}}": "sum by (component) (increase(greffe_events_skipped_by_operators_total[5m]))", "doubles {{component}}": "sum by (component) (increase(greffe_events_duplicate_total[5m]))", "rendus {{component}}": "sum by (component) (increase(greffe_events_redelivered_total[5m]))"}),
        ("Mémoire et disque des nœuds", "bytes", {"mémoire {{instance}}": "rabbitmq_process_resident_memory_bytes", "disque libre {{instance}}": "rabbitmq_disk_space_available_bytes"}),
        ("Alarmes", "short", {"disque {{instance}}": "rabbitmq_alarms_free_disk_space_watermark", "mémoire {{instance}}": "rabbitmq_alarms_memory_used_watermark"}),
        ("Connexions", "short", {"{{instance}}": "rabbitmq_connections"}),
        ("Messages par seconde", "ops", {"publiés": "sum(rate(rabbitmq_channel_messages_published_total[5m]))", "confirmés": "sum(rate(rabbitmq_channel_messages_confirmed_total[5m]))"}),
    ]),
    "base": ("Greffe – base de données", [
        ("Répliques qui suivent", "short", {"{{pod}}": "cnpg_pg_replication_streaming_replicas"}),
        ("Retard des répliques", "s", {"{{pod}}": "cnpg_pg_replication_lag"}),
        ("Connexions", "short", {"{{usename}}": "sum by (usename) (cnpg_backends_total)"}),
        ("Transactions par seconde", "ops", {"validées": "sum(rate(cnpg_pg_stat_database_xact_commit[5m]))", "annulées": "sum(rate(cnpg_pg_stat_database_xact_rollback[5m]))"}),
        ("Interblocages", "short", {"{{datname}}": "sum by (datname) (increase(cnpg_pg_stat_database_deadlocks[5m]))"}),
        ("Taille", "bytes", {"{{datname}}": "max by (datname) (cnpg_pg_database_size_bytes)"}),
        ("Âge de la dernière sauvegarde", "s", {"sauvegarde": "time() - max(barman_cloud_cloudnative_pg_io_last_available_backup_timestamp or cnpg_collector_last_available_backup_timestamp or greffe_backup_success_timestamp_seconds)"}, "stat"),
        ("Âge de la dernière restauration prouvée", "s", {"exercice": "time() - max(greffe_restore_drill_success_timestamp_seconds)"}, "stat"),
        ("Archivage du journal", "dateTimeFromNow", {"réussi": "max(cnpg_pg_stat_archiver_last_archived_time) * 1000", "échoué": "max(cnpg_pg_stat_archiver_last_failed_time) * 1000"}, "stat"),
    ]),
    "metier": ("Greffe – activité", [
        ("Actes enregistrés, par heure", "short", {"actes": f"sum(increase(greffe_acts_recorded_total[1h])) {NOTHING}"}),
        ("Dossiers ouverts, par jour", "short", {"dossiers": f"sum(increase(greffe_dossiers_opened_total[1d])) {NOTHING}"}),
        ("Dépôts par machine, par heure", "short", {"{{status}}": "sum by (status) (increase(greffe_deposits_total[1h]))"}),
        ("Voie des dépôts", "short", {"ouverte": "max(greffe_deposits_open)"}, "stat"),
        ("Pièces reçues, par heure", "short", {"pièces": f"sum(increase(greffe_pieces_received_total[1h])) {NOTHING}"}),
        ("Contrôle des pièces, par heure", "short", {"{{state}} {{reason}}": "sum by (state, reason) (increase(greffe_pieces_checked_total[1h]))", "remises à plus tard": "sum(increase(greffe_pieces_checks_retried_total[1h]))"}),
        ("Certificats, par jour", "short", {"{{kind}}": "sum by (kind) (increase(greffe_certificates_total[1d]))"}),
        ("Papiers scellés, par jour", "short", {"papiers": f"sum(increase(greffe_papers_sealed_total[1d])) {NOTHING}"}),
        ("Minutes signées, par jour", "short", {"{{way}}": "sum by (way) (increase(greffe_minutes_signed_total[1d]))"}),
        ("Rapport déposé, non inscrit au journal : depuis", "s", {"depuis": "max(greffe_reports_untold_seconds)"}, "stat"),
        ("Échéances menacées et manquées", "short", {"menacées": "max(greffe_deadlines_at_risk)", "manquées": "max(greffe_deadlines_missed)"}),
        ("Avis sans preuve", "short", {"sans preuve": "max(greffe_notices_unproven)"}),
        ("Dépôts de la première minute du jour", "short", {"par jour": f"sum(increase(greffe_deposits_just_after_midnight_total[1d])) {NOTHING}"}),
        ("Différences nommées par « greffe verify »", "short", {"différences": "max(greffe_verify_differences)"}, "stat"),
        ("Âge du dernier « greffe verify »", "s", {"contrôle": "time() - max(greffe_verify_timestamp_seconds)"}, "stat"),
        ("Avis, par jour", "short", {"{{state}} {{channel}}": "sum by (state, channel) (increase(greffe_notices_total[1d]))"}),
        ("Canaux des avis en erreur", "short", {"{{channel}}": "sum by (channel) (increase(greffe_channel_failures_total[1h]))"}),
        ("Contrôle de régularité, par jour", "short", {"refusés {{milestone}}": "sum by (milestone) (increase(greffe_gate_refusals_total[1d]))", "étapes franchies": "sum(increase(greffe_gate_passages_total[1d]))", "sans réponse {{part}}": "sum by (part) (increase(greffe_gate_unanswered_total[1d]))", "trouvé après coup {{component}}": "sum by (component) (increase(greffe_gate_findings_raised_total[1d]))"}),
        ("Échange avec les avocats aux Conseils", "short", {"messages {{state}}": "sum by (state) (increase(greffe_exchange_messages_total[1h]))", "repris {{step}}": "sum by (step) (increase(greffe_exchange_retries_total[1h]))", "accusés refusés": "sum(increase(greffe_exchange_receipts_refused_total[1h]))"}),
        ("Boîte des avocats aux Conseils : dernière lecture", "s", {"depuis": "max(greffe_exchange_unread_seconds)"}, "stat"),
        ("Base des juridictions, par heure", "short", {"{{outcome}}": "sum by (outcome) (increase(greffe_court_lookups_total[1h]))"}),
        ("Décisions rendues publiques", "short", {"à reprendre": "sum(increase(greffe_releases_retried_total[1d]))", "refusées": "sum(increase(greffe_releases_refused_total[1d]))"}),
        ("Décisions dues au public", "short", {"terme proche": "max(greffe_releases_near)", "terme passé": "max(greffe_releases_overdue)"}, "stat"),
        ("Dossiers repris d’un autre système, par jour", "short", {"dossiers": "sum(increase(greffe_dossiers_imported_total[1d]))"}),
        ("Échéances signalées, par jour", "short", {"{{level}}": "sum by (level) (increase(greffe_deadline_warnings_total[1d]))"}),
        ("Dossiers non calculés pour le jour", "short", {"{{component}}": "sum by (component) (increase(greffe_tick_failures_total[1d]))"}),
        ("Droits non évalués", "short", {"{{component}}": "sum by (component) (increase(greffe_access_errors_total[1d]))"}),
    ]),
    "objectifs": ("Greffe – objectifs", [
        ("Réponses sans erreur (99,9 % sur trente jours) : reste du budget", "percentunit", {"reste": left(0.001, "greffe:http_errors:ratio")}, "stat"),
        ("Dépôts acceptés (99,95 %) : reste du budget", "percentunit", {"reste": left(0.0005, "greffe:deposit_errors:ratio")}, "stat"),
        ("Réponses en moins de 250 ms (99 %) : reste du budget", "percentunit", {"reste": left(0.01, "greffe:http_slow:ratio")}, "stat"),
        ("Erreurs, part", "percentunit", {"5 min": "greffe:http_errors:ratio_rate5m", "1 h": "greffe:http_errors:ratio_rate1h", "6 h": "greffe:http_errors:ratio_rate6h", "3 j": "greffe:http_errors:ratio_rate3d"}),
        ("Dépôts en erreur, part", "percentunit", {"5 min": "greffe:deposit_errors:ratio_rate5m", "1 h": "greffe:deposit_errors:ratio_rate1h"}),
        ("Réponses lentes, part", "percentunit", {"5 min": "greffe:http_slow:ratio_rate5m", "1 h": "greffe:http_slow:ratio_rate1h"}),
        ("Temps de réponse", "s", {"p50": quantile("greffe_http_seconds", 0.5, "job", PAGES), "p95": quantile("greffe_http_seconds", 0.95, "job", PAGES), "p99": quantile("greffe_http_seconds", 0.99, "job", PAGES)}),
        ("Reprises du stockage", "short", {"par heure": f"sum(increase(greffe_storage_retries_total[1h])) {NOTHING}"}),
        ("Certificat le plus proche de sa fin", "s", {"{{name}}": "min by (name) (certmanager_certificate_expiration_timestamp_seconds) - time()"}),
    ]),
}


def panel(number, title, unit, expressions, kind="timeseries"):
    return {
        "id": number + 1,
        "type": kind,
        "title": title,
        "datasource": {"type": "prometheus", "uid": "${source}"},
        "gridPos": {"x": number % 3 * 8, "y": number // 3 * 8, "w": 8, "h": 8},
        "fieldConfig": {"defaults": {"unit": unit, "min": 0} if kind == "timeseries" else {"unit": unit}, "overrides": []},
        "options": {"legend": {"displayMode": "list", "placement": "bottom"}} if kind == "timeseries" else {"reduceOptions": {"calcs": ["lastNotNull"]}},
        "targets": [{"refId": chr(65 + at), "expr": expr, "legendFormat": legend} for at, (legend, expr) in enumerate(expressions.items())],
    }


def dashboard(uid, title, panels):
    chosen = {"type": "prometheus", "uid": "${source}"}
    variables = [{"name": "source", "label": "Source", "type": "datasource", "query": "prometheus"}]
    if uid == "service":
        variables.append({
            "name": "component", "label": "Service", "type": "query", "datasource": chosen, "query": 'label_values(up{job="greffe"}, component)',
            "multi": True, "includeAll": True, "current": {"text": "All", "value": "$__all"}, "refresh": 2,
        })
    return {
        "uid": f"greffe-{uid}", "title": title, "tags": ["greffe"], "schemaVersion": 39, "editable": False, "refresh": "1m", "timezone": "Europe/Paris",
        "time": {"from": "now-24h" if uid == "metier" else "now-3h", "to": "now"},
        "templating": {"list": variables},
        "panels": [panel(number, *one) for number, one in enumerate(panels)],
    }


def files():
    for uid, (title, panels) in DASHBOARDS.items():
        made = dashboard(uid, title, panels)
        lines = ",\n".join("    " + json.dumps(one, ensure_ascii=False) for one in made.pop("panels"))
        yield PLACE / f"{uid}.json", f'{json.dumps(made, ensure_ascii=False, indent=2)[:-2]},\n  "panels": [\n{lines}\n  ]\n}}\n'


if __name__ == "__main__":
    for path, text in files():
        path.write_text(text)
