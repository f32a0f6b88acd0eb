import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { deciderDistribution, useCommande } from "../../api/commandes";
import { ErreurApi } from "../../api/probleme";
import { comparaison } from "../../api/requetes";
import type { CarteComparee, Comparaison, PlanCompare } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { enregistrerCsv } from "../../composants/csv";
import { date, dateLongue, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { aQui, CHANGEMENTS, compteEnMots, csv, ecart, type Filtres, MESURES, RAISONS, retenues } from "./comparaison";
import { enDossiers, enDossiersOuRien, enPourcent, ouvertureEnMots, STATUTS } from "./mots";

/** Two plans of distribution, side by side: the service says how they differ, the page shows it, and one is kept. */
export function ComparaisonPage() {
  const { distribution, autre } = useParams({ from: "/distribution/$distribution/comparaison/$autre" });
  const { data, error, refetch } = useQuery(comparaison(distribution, autre));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la comparaison" />;
  const { summary } = data.left;
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[{ label: "Distribution", linkProps: { href: `/distribution?chambre=${summary.chambre}&office=${summary.office}` } }]}
        currentPageLabel="Comparaison de deux plans"
      />
      <TitrePage titre="Comparaison de deux plans" className="fr-h2" />
      <Mesures comparaison={data} />
      <Charges comparaison={data} />
      <Cartes comparaison={data} />
      <Choix comparaison={data} />
    </>
  );
}

function Entete({ lettre, plan: { summary } }: { lettre: "A" | "B"; plan: PlanCompare }) {
  return (
    <>
      <Link to="/distribution/$distribution" params={{ distribution: summary.distribution_id }}>
        Plan {lettre}
      </Link>{" "}
      <Badge as="span" small severity={STATUTS[summary.status].gravite}>
        {STATUTS[summary.status].texte}
      </Badge>
      <div className="greffe-mention">
        {pluriel(summary.dossiers, "dossier")}, {dateLongue(summary.day)}, {ouvertureEnMots(summary)}
      </div>
    </>
  );
}

function Mesures({ comparaison: { left, right } }: { comparaison: Comparaison }) {
  const reserves = [
    left.rules !== right.rules && "Les deux plans ne suivent pas la même version des règles.",
    (left.period_from !== right.period_from || left.period_to !== right.period_to) &&
      `Les charges ne sont pas comptées sur la même période\u00a0: du ${date(left.period_from)} au ${date(left.period_to)} dans le plan A, du ${date(right.period_from)} au ${date(right.period_to)} dans le plan B.`,
  ].filter((reserve) => reserve !== false);
  return (
    <section className="greffe-section" aria-labelledby="titre-mesures">
      <h2 id="titre-mesures" className="fr-h5">
        Mesures
      </h2>
      {reserves.map((reserve) => (
        <Alert key={reserve} small severity="warning" className="fr-mb-2w" description={reserve} />
      ))}
      {/* The table may be wider than the screen: the region takes the focus to be scrolled. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Mesures" tabIndex={0}>
        <table>
          <caption>Charges et préférences en dossiers ordinaires, comme si chacun était à temps plein</caption>
          <thead>
            <tr>
              <th scope="col">Mesure</th>
              <th scope="col">
                <Entete lettre="A" plan={left} />
              </th>
              <th scope="col">
                <Entete lettre="B" plan={right} />
              </th>
            </tr>
          </thead>
          <tbody>
            {MESURES.map(({ nom, lire }) => (
              <tr key={nom} data-mesure={nom}>
                <th scope="row">{nom}</th>
                <td className="greffe-nombre">{lire(left)}</td>
                <td className="greffe-nombre">{lire(right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Charges({ comparaison: { loads } }: { comparaison: Comparaison }) {
  return (
    <section className="greffe-section" aria-labelledby="titre-charges">
      <h2 id="titre-charges" className="fr-h5">
        Charges
      </h2>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Charges" tabIndex={0}>
        <table>
          <caption>En dossiers ordinaires, à temps plein, comme si chacun l’était</caption>
          <thead>
            <tr>
              <th scope="col">Personne</th>
              <th scope="col">Temps, A</th>
              <th scope="col">Avant, A</th>
              <th scope="col">Après, A</th>
              <th scope="col">Temps, B</th>
              <th scope="col">Avant, B</th>
              <th scope="col">Après, B</th>
              <th scope="col">B moins A</th>
            </tr>
          </thead>
          <tbody>
            {loads.map((charge) => (
              <tr key={charge.agent_id} data-charge={charge.agent_id}>
                <th scope="row">{charge.agent_name ?? "Personne inconnue du registre"}</th>
                <Cote charge={charge.left} />
                <Cote charge={charge.right} />
                <td className="greffe-nombre">{ecart(charge)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What somebody bears in one plan, or that they are not of it. */
function Cote({ charge }: { charge: Comparaison["loads"][number]["left"] }) {
  if (!charge) return <td colSpan={3}>Hors du plan</td>;
  return (
    <>
      <td className="greffe-nombre">{enPourcent(charge.capacity)}</td>
      <td className="greffe-nombre">{enDossiersOuRien(charge.relative_before)}</td>
      <td className="greffe-nombre">{enDossiersOuRien(charge.relative_after)}</td>
    </>
  );
}

function Cartes({ comparaison: { loads, cards } }: { comparaison: Comparaison }) {
  const [filtres, setFiltres] = useState<Filtres>({ changement: "", magistrat: "", raison: "" });
  const changer = (champs: Partial<Filtres>) => setFiltres({ ...filtres, ...champs });
  const gardees = retenues(cards, filtres);
  return (
    <section className="greffe-section" aria-labelledby="titre-cartes">
      <h2 id="titre-cartes" className="fr-h5">
        Dossiers
      </h2>
      <div className="greffe-filtres" role="search" aria-label="Dossiers">
        <Select
          label="Changement"
          nativeSelectProps={{ value: filtres.changement, onChange: (e) => changer({ changement: e.target.value as Filtres["changement"] }) }}
        >
          <option value="">Attribués autrement</option>
          {Object.entries(CHANGEMENTS).map(([code, mots]) => (
            <option key={code} value={code}>
              {mots}
            </option>
          ))}
          <option value="tous">Tous</option>
        </Select>
        <Select label="Magistrat" nativeSelectProps={{ value: filtres.magistrat, onChange: (e) => changer({ magistrat: e.target.value }) }}>
          <option value="">Tous</option>
          {loads.map(({ agent_id, agent_name }) => (
            <option key={agent_id} value={agent_id}>
              {agent_name ?? "Personne inconnue du registre"}
            </option>
          ))}
        </Select>
        <Select label="Raison" nativeSelectProps={{ value: filtres.raison, onChange: (e) => changer({ raison: e.target.value as Filtres["raison"] }) }}>
          <option value="">Toutes</option>
          {Object.entries(RAISONS).map(([code, mots]) => (
            <option key={code} value={code}>
              {mots}
            </option>
          ))}
        </Select>
      </div>
      <p role="status">
        {pluriel(gardees.length, "carte")} sur {cards.length.toLocaleString("fr-FR")}
      </p>
      {gardees.length > 0 && (
        <>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <div className="greffe-table" role="region" aria-label="Dossiers comparés" tabIndex={0}>
            <table>
              <caption>À qui va chaque dossier, dans chaque plan, et pourquoi</caption>
              <thead>
                <tr>
                  <th scope="col">Dossier</th>
                  <th scope="col">Plan A</th>
                  <th scope="col">Plan B</th>
                  <th scope="col">Pourquoi</th>
                </tr>
              </thead>
              <tbody>
                {gardees.map((carte) => (
                  <Ligne key={`${carte.dossier_id} ${carte.rank}`} carte={carte} />
                ))}
              </tbody>
            </table>
          </div>
          <Button priority="tertiary" size="small" onClick={() => enregistrerCsv("comparaison-de-plans", csv(gardees))}>
            Enregistrer en CSV
          </Button>
        </>
      )}
    </section>
  );
}

function Ligne({ carte }: { carte: CarteComparee }) {
  const { dossier_id, number, rank, head, change, causes, left, right } = carte;
  const comptes = [
    { lettre: "A", cote: left },
    { lettre: "B", cote: right },
  ].flatMap(({ lettre, cote }) => (cote?.candidates ?? []).map((candidat) => ({ lettre, candidat })));
  return (
    <tr data-comparee={dossier_id} data-rang={rank}>
      <th scope="row">
        {number ? (
          <Link to="/dossiers/$id" params={{ id: dossier_id }}>
            {number}
          </Link>
        ) : (
          "Dossier scellé"
        )}
        {rank > 1 && <div className="greffe-mention">Second rapporteur</div>}
        {head && <div className="greffe-mention">Joint à un autre, va avec lui</div>}
      </th>
      <Attribution cote={left} />
      <Attribution cote={right} />
      <td>
        {CHANGEMENTS[change]}
        {causes.length > 0 && <div className="greffe-mention">{causes.map((cause) => RAISONS[cause]).join(", ")}</div>}
        {comptes.length > 0 && (
          <details>
            <summary>
              Détail<span className="fr-sr-only"> du dossier {number ?? "scellé"}</span>
            </summary>
            <ul>
              {comptes.map(({ lettre, candidat }) => (
                <li key={`${lettre} ${candidat.agent_id}`} data-compte={`${lettre} ${candidat.agent_id}`}>
                  Plan {lettre}, {candidat.agent_name ?? "personne inconnue du registre"}
                  {candidat.chosen && <span className="greffe-mention"> sur la carte</span>}&nbsp;: {compteEnMots(candidat)}
                </li>
              ))}
            </ul>
          </details>
        )}
      </td>
    </tr>
  );
}

function Attribution({ cote }: { cote: CarteComparee["left"] }) {
  return (
    <td>
      {aQui(cote)}
      {cote && (
        <div className="greffe-mention">
          Poids {enDossiers(cote.weight)}
          {cote.due && `, à juger avant le ${date(cote.due)}`}
        </div>
      )}
      {cote?.reason && <div className="greffe-mention">Motif&nbsp;: {cote.reason}</div>}
    </td>
  );
}

/** One of the two is kept: validated as it was compared, or refused if it has changed since. */
function Choix({ comparaison: { left, right } }: { comparaison: Comparaison }) {
  const ouverts = [left, right].filter(({ summary }) => summary.status === "ouverte");
  return (
    <section className="greffe-section" aria-labelledby="titre-choix">
      <h2 id="titre-choix" className="fr-h5">
        Décision
      </h2>
      {ouverts.length === 0 ? (
        <p className="greffe-vide">Aucun des deux plans n’est encore ouvert&nbsp;: il n’y a rien à décider ici.</p>
      ) : (
        <p>
          {ouverts.length > 1 && "Valider un plan abandonne l’autre. "}
          Chaque désignation prend effet quand le dossier l’a inscrite à son journal.
        </p>
      )}
      <div className="greffe-actions">
        <Valider lettre="A" plan={left} />
        <Valider lettre="B" plan={right} />
      </div>
    </section>
  );
}

/** Is what the page shows no longer what is recorded: changed since, or settled? */
const perimee = (cause: unknown) => cause instanceof ErreurApi && (cause.statut === 412 || cause.probleme.code === "DIS-005");

/** The decision on one plan, an intent of its own; its refusal stays when the plan, read again, is no longer open. */
function Valider({ lettre, plan: { summary, figures } }: { lettre: "A" | "B"; plan: PlanCompare }) {
  const client = useQueryClient();
  const naviguer = useNavigate();
  const commande = useCommande(
    async (_: void, cle: string) => {
      try {
        return await deciderDistribution(summary.distribution_id, { version: summary.version, decision: "valider" }, cle);
      } catch (cause) {
        // Both plans are read again before the refusal is told: another press then bears on what is shown.
        if (perimee(cause)) await client.invalidateQueries({ queryKey: ["distribution"] });
        throw cause;
      }
    },
    (apres) => {
      void client.invalidateQueries({ queryKey: ["distribution"] });
      void client.invalidateQueries({ queryKey: ["distributions"] });
      annoncer("Le plan est validé\u00a0; chaque désignation prend effet une fois au journal.");
      void naviguer({ to: "/distribution/$distribution", params: { distribution: apres.summary.distribution_id } });
    },
  );
  return (
    <div>
      <AlerteErreur erreur={commande.erreur} />
      {summary.status === "ouverte" && (
        <Button
          priority="secondary"
          nativeButtonProps={{ ...occupe(commande.enCours), disabled: figures.cards === figures.waiting }}
          onClick={() => void commande.envoyer(undefined)}
        >
          {commande.enCours ? "Envoi…" : `Valider le plan ${lettre}`}
        </Button>
      )}
    </div>
  );
}
