import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { deciderDistribution, deplacerCarte, rejouerDistribution, useCommande } from "../../api/commandes";
import { distribution, distributions, pourquoi, referentiel } from "../../api/requetes";
import type { Carte, Distribution } from "../../api/types";
import { Erreur, ErreurSection } from "../../app/erreurs";
import { nomDeChambre } from "../../composants/chambres";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { TitrePage } from "../../composants/titre-page";
import { enDossiers, enDossiersOuRien, enPourcent, OFFICES, ouvertureEnMots, STATUTS, SUITES, termesEnMots } from "./mots";

/** A proposal: who for which dossier, why, what each bears; cards are moved, then all is validated at once. */
export function DistributionPage() {
  const { distribution: id } = useParams({ from: "/distribution/$distribution" });
  const { data, error, refetch } = useQuery(distribution(id));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la distribution" />;
  return <Lue distribution={data} />;
}

function Lue({ distribution: lue }: { distribution: Distribution }) {
  const { data: ref } = useQuery(referentiel);
  const { summary } = lue;
  const chambre = nomDeChambre(ref, summary.chambre) ?? "";
  const sansPersonne = lue.cards.filter(({ agent_id, head }) => !agent_id && !head).length;
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[{ label: "Distribution", linkProps: { href: `/distribution?chambre=${summary.chambre}&office=${summary.office}` } }]}
        currentPageLabel={`${pluriel(summary.dossiers, "dossier")} au ${dateLongue(summary.day)}`}
      />
      <TitrePage titre={`Distribution du ${dateLongue(summary.day)}, ${ouvertureEnMots(summary)}`} className="fr-h2" />
      <dl className="greffe-faits">
        <div>
          <dt>État</dt>
          <dd>
            <Badge as="span" small severity={STATUTS[summary.status].gravite}>
              {STATUTS[summary.status].texte}
            </Badge>
          </dd>
        </div>
        <div>
          <dt>Chambre</dt>
          <dd>{chambre}</dd>
        </div>
        <div>
          <dt>Entre</dt>
          <dd>{OFFICES[summary.office].toLocaleLowerCase("fr")}</dd>
        </div>
        <div>
          <dt>Charges comparées</dt>
          <dd>
            du {date(lue.period_from)} au {date(lue.period_to)}
          </dd>
        </div>
      </dl>
      {sansPersonne > 0 && (
        <Alert small severity="warning" className="fr-mb-2w" description={`${pluriel(sansPersonne, "carte")} sans personne\u00a0: ${sansPersonne < 2 ? "ce dossier continuera" : "ces dossiers continueront"} d’attendre.`} />
      )}
      <section className="greffe-section" aria-labelledby="titre-cartes">
        <h2 id="titre-cartes" className="fr-h5">
          Cartes
        </h2>
        {lue.cards.map((carte) => (
          <CarteMontree key={`${carte.dossier_id} ${carte.rank}`} distribution={lue} carte={carte} />
        ))}
      </section>
      <Charges distribution={lue} />
      {summary.status === "ouverte" && (
        <>
          <AutrePlan distribution={lue} />
          <Decision distribution={lue} />
        </>
      )}
      <Preuve distribution={lue} />
    </>
  );
}

interface PropsCarte {
  distribution: Distribution;
  carte: Carte;
}

const nomDe = (carte: Carte) => `le dossier ${carte.number ?? "scellé"}${carte.rank > 1 ? ", second rapporteur" : ""}`;

function CarteMontree({ distribution: lue, carte }: PropsCarte) {
  const [ouverte, setOuverte] = useState(false);
  const tete = carte.head ? lue.cards.find(({ dossier_id }) => dossier_id === carte.head)?.number : undefined;
  const deplacee = carte.agent_id !== carte.proposed;
  const id = `pourquoi-${carte.dossier_id}-${carte.rank}`;
  return (
    <article className="greffe-bloc" data-carte={carte.dossier_id} data-rang={carte.rank} aria-labelledby={`titre-${id}`}>
      <div className="greffe-bloc__tete">
        <h3 id={`titre-${id}`} className="fr-text--md fr-mb-0">
          {carte.number ? (
            <Link to="/dossiers/$id" params={{ id: carte.dossier_id }}>
              {carte.number}
            </Link>
          ) : (
            "Dossier scellé"
          )}
          {carte.rank > 1 && <span className="greffe-mention"> second rapporteur</span>}
        </h3>
        <strong data-a={carte.agent_id ?? ""}>{carte.agent_id ? (carte.agent_name ?? "Personne inconnue du registre") : "Personne"}</strong>
        {carte.status && (
          <Badge as="span" small severity={SUITES[carte.status].gravite}>
            {SUITES[carte.status].texte}
          </Badge>
        )}
        {deplacee && (
          <Badge as="span" small severity="info">
            Déplacée
          </Badge>
        )}
        {carte.urgent && (
          <Badge as="span" small severity="warning">
            Urgent
          </Badge>
        )}
        <span className="greffe-mention">Poids {enDossiers(carte.weight)}</span>
      </div>
      {deplacee && carte.proposed_name && <p className="greffe-mention fr-mb-1w">Proposé d’abord à {carte.proposed_name}.</p>}
      {carte.reason && <p className="fr-mb-1w">Motif : {carte.reason}</p>}
      {carte.limits.map(({ code, nature, phrase, basis }) => (
        <Alert
          key={code}
          small
          className="fr-mb-1w"
          severity={nature === "interdit" ? "error" : "warning"}
          description={`${carte.agent_name ?? "Cette personne"} ${phrase} (${basis}).`}
        />
      ))}
      {!carte.agent_id && carte.excluded.length > 0 && (
        <ul className="fr-mb-1w">
          {carte.excluded.map(({ code, phrase, people }) => (
            <li key={code}>
              {pluriel(people, "personne")} : {phrase}
            </li>
          ))}
        </ul>
      )}
      {carte.declined && <Alert small className="fr-mb-1w" severity="error" description={carte.declined} />}
      {carte.head ? (
        <p className="greffe-mention fr-mb-0">Joint au dossier {tete ?? "principal"} : il va avec lui.</p>
      ) : (
        <>
          <Button size="small" priority="tertiary" nativeButtonProps={{ "aria-expanded": ouverte, "aria-controls": id }} onClick={() => setOuverte(!ouverte)}>
            {lue.summary.status === "ouverte" ? "Pourquoi, et déplacer" : "Pourquoi"}
            <span className="fr-sr-only"> {nomDe(carte)}</span>
          </Button>
          <div id={id} hidden={!ouverte}>
            {ouverte && <Pourquoi distribution={lue} carte={carte} />}
          </div>
        </>
      )}
    </article>
  );
}

function Pourquoi({ distribution: lue, carte }: PropsCarte) {
  const { summary } = lue;
  const { data, error, refetch } = useQuery(pourquoi(summary.distribution_id, summary.version, carte.dossier_id, carte.rank));
  if (error && !data) return <ErreurSection quoi="L’explication" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="l’explication" />;
  return (
    <>
      {/* The table may be wider than the screen: the region takes the focus to be scrolled. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table fr-mt-1w" role="region" aria-label="Pourquoi elle, pourquoi pas lui" tabIndex={0}>
        <table>
          <caption>Pourquoi elle, pourquoi pas lui : le total le plus bas est proposé</caption>
          <thead>
            <tr>
              <th scope="col">Personne</th>
              <th scope="col">Termes, en dossiers ordinaires</th>
              <th scope="col">Total</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((candidat) => (
              <tr key={candidat.agent_id} data-candidat={candidat.agent_id}>
                <th scope="row">
                  {candidat.chosen ? <strong>{candidat.agent_name}</strong> : candidat.agent_name}
                  {candidat.chosen && <span className="greffe-mention"> sur la carte</span>}
                </th>
                <td>
                  {candidat.limits.length > 0
                    ? candidat.limits.map(({ code, phrase, basis, nature }) => (
                        <div key={code}>
                          {nature === "interdit" ? "Interdit" : "Écarté"} : {phrase} ({basis})
                        </div>
                      ))
                    : termesEnMots(candidat)}
                </td>
                <td className="greffe-nombre">{candidat.limits.length > 0 ? "—" : enDossiers(candidat.total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {summary.status === "ouverte" && <Deplacement distribution={lue} carte={carte} candidats={data.items} />}
    </>
  );
}

function Deplacement({ distribution: lue, carte, candidats }: PropsCarte & { candidats: { agent_id: string; agent_name?: string | null; limits: { nature: string }[]; chosen: boolean }[] }) {
  const client = useQueryClient();
  const { summary } = lue;
  const [choix, setChoix] = useState("");
  const [motif, setMotif] = useState("");
  const [verifie, setVerifie] = useState(false);
  const commande = useCommande(
    (corps: { agent_id?: string; reason: string }, cle) =>
      deplacerCarte(summary.distribution_id, { version: summary.version, dossier_id: carte.dossier_id, rank: carte.rank, ...corps }, cle),
    (apres) => {
      client.setQueryData(distribution(summary.distribution_id).queryKey, apres);
      annoncer("La carte est déplacée, les charges sont recalculées.");
      setChoix("");
      setMotif("");
      setVerifie(false);
    },
  );
  const possibles = candidats.filter(({ limits, chosen }) => !chosen && !limits.some(({ nature }) => nature === "interdit"));
  const soumettre = (envoi: FormEvent) => {
    envoi.preventDefault();
    setVerifie(true);
    if (choix && motif.trim().length >= 3) void commande.envoyer({ ...(choix === "personne" ? {} : { agent_id: choix }), reason: motif.trim() });
  };
  return (
    <form noValidate onSubmit={soumettre} aria-label={`Déplacer ${nomDe(carte)}`}>
      <AlerteErreur erreur={commande.erreur} />
      <Select
        label="Donner à"
        state={verifie && !choix ? "error" : "default"}
        stateRelatedMessage="Choisissez dans la liste."
        nativeSelectProps={{ value: choix, onChange: (e) => setChoix(e.target.value) }}
      >
        <option value="">Choisir…</option>
        {possibles.map(({ agent_id, agent_name, limits }) => (
          <option key={agent_id} value={agent_id}>
            {agent_name}
            {limits.length > 0 ? " (écarté par les règles)" : ""}
          </option>
        ))}
        {carte.agent_id && <option value="personne">Personne : le dossier attend</option>}
      </Select>
      <Input
        label="Motif"
        hintText="Il reste attaché à la distribution."
        state={verifie && motif.trim().length < 3 ? "error" : "default"}
        stateRelatedMessage="Dites en une phrase ce qui justifie ce choix."
        nativeInputProps={{ value: motif, maxLength: 500, onChange: (e) => setMotif(e.target.value) }}
      />
      <Button type="submit" size="small" nativeButtonProps={occupe(commande.enCours)}>
        {commande.enCours ? "Envoi…" : "Déplacer"}
        <span className="fr-sr-only"> {nomDe(carte)}</span>
      </Button>
    </form>
  );
}

function Charges({ distribution: { loads } }: { distribution: Distribution }) {
  return (
    <section className="greffe-section" aria-labelledby="titre-charges">
      <h2 id="titre-charges" className="fr-h5">
        Charges
      </h2>
      {/* The table may be wider than the screen: the region takes the focus to be scrolled. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Charges" tabIndex={0}>
        <table>
          <caption>En dossiers ordinaires ; à temps plein, comme si chacun l’était</caption>
          <thead>
            <tr>
              <th scope="col">Personne</th>
              <th scope="col">Temps</th>
              <th scope="col">Avant</th>
              <th scope="col">Ajouté</th>
              <th scope="col">À temps plein, avant</th>
              <th scope="col">À temps plein, après</th>
            </tr>
          </thead>
          <tbody>
            {loads.map((charge) => (
              <tr key={charge.agent_id} data-charge={charge.agent_id}>
                <th scope="row">{charge.agent_name ?? "Personne inconnue du registre"}</th>
                <td className="greffe-nombre">{enPourcent(charge.capacity)}</td>
                <td className="greffe-nombre">{enDossiers(charge.before)}</td>
                <td className="greffe-nombre">{enDossiers(charge.added)}</td>
                <td className="greffe-nombre">{enDossiersOuRien(charge.relative_before)}</td>
                <td className="greffe-nombre">{enDossiersOuRien(charge.relative_after)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The other plan of the same dossiers, to be compared with, or to be asked for. */
function AutrePlan({ distribution: { summary } }: { distribution: Distribution }) {
  const { chambre, office, distribution_id } = summary;
  const { data, error, refetch } = useQuery(distributions(chambre, office));
  if (error && !data) return <ErreurSection quoi="L’autre plan" cause={error} reessayer={() => void refetch()} />;
  if (!data) return null;
  const autre = data.items.find((une) => une.status === "ouverte" && une.distribution_id !== distribution_id);
  return (
    <section className="greffe-section" aria-labelledby="titre-autre-plan">
      <h2 id="titre-autre-plan" className="fr-h5">
        Autre plan
      </h2>
      {autre ? (
        <>
          <p>Un autre plan des mêmes dossiers est ouvert&nbsp;: valider l’un abandonne l’autre.</p>
          <Link to="/distribution/$distribution/comparaison/$autre" params={{ distribution: distribution_id, autre: autre.distribution_id }} className="fr-link">
            Comparer les deux plans
          </Link>
        </>
      ) : (
        <>
          <p>Les mêmes dossiers, pesés ou datés autrement, ou une fois une absence inscrite.</p>
          <Link to="/distribution" search={{ chambre, office, plan: distribution_id }} className="fr-link">
            Demander un second plan
          </Link>
        </>
      )}
    </section>
  );
}

function Decision({ distribution: { summary, cards } }: { distribution: Distribution }) {
  const client = useQueryClient();
  const commande = useCommande(
    (decision: "valider" | "abandonner", cle) => deciderDistribution(summary.distribution_id, { version: summary.version, decision }, cle),
    (apres) => {
      client.setQueryData(distribution(summary.distribution_id).queryKey, apres);
      void client.invalidateQueries({ queryKey: ["distributions"] });
      annoncer(apres.summary.status === "validee" ? "La distribution est validée\u00a0; chaque désignation prend effet une fois au journal." : "La distribution est abandonnée.");
    },
  );
  const attribuees = cards.filter(({ agent_id, head }) => agent_id && !head).length;
  return (
    <section className="greffe-section" aria-labelledby="titre-decision">
      <h2 id="titre-decision" className="fr-h5">
        Décision
      </h2>
      <AlerteErreur erreur={commande.erreur} />
      <p>Chaque désignation prend effet quand le dossier l’a inscrite à son journal ; refusée, elle est retirée et vous le verrez ici.</p>
      <div className="greffe-actions">
        <Button onClick={() => void commande.envoyer("valider")} nativeButtonProps={{ ...occupe(commande.enCours), disabled: attribuees === 0 }}>
          {commande.enCours ? "Envoi…" : `Valider ${pluriel(attribuees, "désignation")}`}
        </Button>
        <Button priority="secondary" onClick={() => void commande.envoyer("abandonner")} nativeButtonProps={occupe(commande.enCours)}>
          Abandonner
        </Button>
      </div>
    </section>
  );
}

/** What proves the proposal: it is worked out again from what was kept. */
function Preuve({ distribution: { summary, rules, seed, snapshot_sha256, proposal_sha256 } }: { distribution: Distribution }) {
  const rejeu = useCommande(() => rejouerDistribution(summary.distribution_id));
  const [pareil, setPareil] = useState<boolean | null>();
  return (
    <section className="greffe-section" aria-labelledby="titre-preuve">
      <h2 id="titre-preuve" className="fr-h5">
        Preuve
      </h2>
      <dl className="greffe-faits">
        <div>
          <dt>Règles</dt>
          <dd>version {rules}</dd>
        </div>
        <div>
          <dt>Départage</dt>
          <dd>{seed}</dd>
        </div>
        <div>
          <dt>Empreinte de ce qui était connu</dt>
          <dd>
            <code>{snapshot_sha256.slice(0, 16)}</code>
          </dd>
        </div>
        <div>
          <dt>Empreinte de la proposition</dt>
          <dd>
            <code>{proposal_sha256.slice(0, 16)}</code>
          </dd>
        </div>
      </dl>
      <AlerteErreur erreur={rejeu.erreur} />
      <Button size="small" priority="tertiary" nativeButtonProps={occupe(rejeu.enCours)} onClick={() => void rejeu.envoyer(undefined).then((relue) => setPareil(relue?.same))}>
        {rejeu.enCours ? "Calcul…" : "Recalculer la proposition"}
      </Button>
      <p aria-live="polite" className="fr-mb-0">
        {pareil === true && "Le calcul refait donne la même proposition, à l’octet près."}
        {pareil === false && "Le calcul refait ne donne pas la même proposition. Signalez-le à l’administration."}
      </p>
    </section>
  );
}
