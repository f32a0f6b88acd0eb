# The verbs of the house. Each is a script of scripts/, which says what it does.

.DEFAULT_GOAL := help
.PHONY: help run voisins stop reset check test prove bench mutants fmt openapi sqlx

help: ## les verbes, un par ligne
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## installe ce qui manque, construit, démarre tout et donne l’adresse
	@scripts/run.sh

voisins: ## comme run, avec les voisins de la Cour joués à côté, qui tombent en panne et répètent
	@scripts/voisins.sh

stop: ## arrête tout ; les données restent
	@scripts/stop.sh stop

reset: ## arrête tout et oublie les données
	@scripts/stop.sh reset

check: ## le contrôle rapide : mise en forme, clippy, types, contrats
	@scripts/check.sh

test: ## tout ce qui se teste, en moins d’une heure, avec la durée de chaque étape
	@scripts/test.sh

prove: ## mesure les promesses de docs/promises.md (ONLY=groupe pour un seul groupe)
	@scripts/prove.sh $(ONLY)

bench: ## les mesures de performance, en une fois
	@scripts/bench.sh

mutants: ## altère le code de la loi et vérifie que les tests le voient, en moins de 45 minutes
	@scripts/mutants.sh

fmt: ## met en forme Rust, les contrats et le web
	@scripts/fmt.sh

openapi: ## réécrit le document OpenAPI et les types du web qui en découlent
	@scripts/openapi.sh

sqlx: ## réécrit les données qui vérifient le SQL à la compilation
	@scripts/sqlx.sh
