import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { peutDireQuiConclut, peutPublierLeRole, peutTenirLesAudiences } from "../../api/droits";
import { papierDeLAudience } from "../../api/roles";
import { audience as requete, audiences, referentiel, session } from "../../api/requetes";
import type { Audience, Formation, SaisieChangement } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { nomDeChambre } from "../../composants/chambres";
import { Attente } from "../../composants/attente";
import { aujourdhui, date, dateLongue, heure, majuscule } from "../../composants/formats";
import { TitrePage } from "../../composants/titre-page";
import { MettreEnDelibere } from "./apres";
import { ChampsSeance, seanceDe, versSeance } from "./champs";
import { Changement } from "./changement";
import { Composition } from "./composition";
import { ACTES, ETAPES, horaire, MOTIFS } from "./mots";
import { Role } from "./role";

export function AudiencePage() {
  const { audience: id } = useParams({ from: "/audiences/$audience" });
  const { data, error, refetch } = useQuery(requete(id));
  const { data: ouverte } = useQuery(session);
  const formations = useFormations(data);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (formations.error && !formations.data) return <Erreur cause={formations.error} reessayer={() => void formations.refetch()} />;
  if (!data || !ouverte || !formations.data) return <Attente quoi="l’audience" />;
  const formation = formations.data.formations.find(({ code }) => code === data.summary.sitting.formation);
  const reunion = formation?.meeting ?? false;
  const { summary } = data;
  const publique = summary.stage !== "provisoire";
  const change = publique ? peutPublierLeRole(ouverte) : peutTenirLesAudiences(ouverte);
  const ouverteAuxActes = summary.stage === "provisoire" || summary.stage === "publiee";
  const modifiable = change && ouverteAuxActes;
  return (
    <>
      <TitrePage titre={`${reunion && formation ? majuscule(formation.label) : "Audience"} du ${dateLongue(summary.sitting.day)}`} />
      <p>
        <Link to="/audiences" search={{ chambre: summary.chambre, mois: summary.sitting.day.slice(0, 7) }}>
          Calendrier de la chambre
        </Link>
      </p>
      <Entete audience={data} formation={formation} />
      {publique && !reunion && summary.stage !== "annulee" && <Publication audience_id={summary.audience_id} />}
      <ATenir audience={data} reunion={reunion} />
      <Composition audience={data} modifiable={modifiable} parquet={ouverteAuxActes && peutDireQuiConclut(ouverte)} />
      <Role audience={data} modifiable={modifiable} reunion={reunion} />
      {modifiable && <Seance key={JSON.stringify(summary.sitting)} audience={data} />}
      <Suite audience={data} reunion={reunion} publie={peutPublierLeRole(ouverte)} tient={peutTenirLesAudiences(ouverte)} />
      <Journal audience={data} />
    </>
  );
}

/** The kinds of formations: until they are read, nobody can say whether this is an audience or a meeting. */
function useFormations(audience: Audience | undefined) {
  const { chambre = "", sitting } = audience?.summary ?? {};
  const jour = sitting?.day ?? "";
  return useQuery({ ...audiences(chambre, jour, jour), enabled: audience !== undefined });
}

function Entete({ audience, formation }: { audience: Audience; formation: Formation | undefined }) {
  const { summary, cancelled } = audience;
  const { data: ref } = useQuery(referentiel);
  return (
    <>
      <Badge severity={ETAPES[summary.stage].gravite}>{ETAPES[summary.stage].texte}</Badge>
      {cancelled && <p>Annulée&nbsp;: {cancelled}</p>}
      <dl className="greffe-faits">
        <div>
          <dt>Chambre</dt>
          <dd>{majuscule(nomDeChambre(ref, summary.chambre) ?? summary.chambre)}</dd>
        </div>
        <div>
          <dt>Formation</dt>
          <dd>
            {majuscule(formation?.label ?? summary.sitting.formation)}
            {formation && <div className="greffe-mention">{formation.basis}</div>}
          </dd>
        </div>
        <div>
          <dt>Horaire</dt>
          <dd>{majuscule(horaire(summary))}</dd>
        </div>
        <div>
          <dt>Salle</dt>
          <dd>{summary.sitting.room || "Non retenue"}</dd>
        </div>
      </dl>
    </>
  );
}

/** What was published: the public's page, and the paper posted at the door. */
function Publication({ audience_id }: { audience_id: string }) {
  return (
    <ul className="greffe-sans-impression">
      <li>
        <Link to="/roles/$audience" params={{ audience: audience_id }}>
          Page publique du rôle
        </Link>
      </li>
      <li>
        <a href={papierDeLAudience(audience_id)} target="_blank" rel="noreferrer">
          Rôle à afficher (PDF)<span className="fr-sr-only"> — ouvre une nouvelle fenêtre</span>
        </a>{" "}
        <span className="greffe-mention">Avec la formation, les rapporteurs et les intitulés.</span>
      </li>
    </ul>
  );
}

/** What is not as it must be, and what is owed. */
function ATenir({ audience: { findings, tasks }, reunion }: { audience: Audience; reunion: boolean }) {
  const empeche = reunion ? "À corriger" : "Empêche la publication";
  if (findings.length === 0 && tasks.length === 0) return null;
  return (
    <section className="greffe-section" aria-labelledby="titre-a-tenir">
      <h2 id="titre-a-tenir" className="fr-h5">
        À faire et à vérifier
      </h2>
      {tasks.length > 0 && (
        <ul>
          {tasks.map(({ task_id, label, due }) => (
            <li key={task_id} data-tache>
              {label}
              {due && <span className="greffe-mention"> avant le {date(due)}</span>}
            </li>
          ))}
        </ul>
      )}
      <ul className="greffe-echeances">
        {findings.map(({ finding_id, code, severity, message, basis, remedy }) => (
          <li key={finding_id} data-constat={code}>
            <Badge as="span" small severity={severity === "bloquante" ? "error" : "warning"}>
              {severity === "bloquante" ? empeche : "Avertissement"}
            </Badge>{" "}
            {message} <span className="greffe-mention">({basis})</span>
            <p className="greffe-mention">{remedy}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Seance({ audience }: { audience: Audience }) {
  const { summary } = audience;
  const { data } = useQuery(audiences(summary.chambre, summary.sitting.day, summary.sitting.day));
  const [seance, setSeance] = useState(() => seanceDe(summary.sitting));
  const [motif, setMotif] = useState("");
  const sitting = versSeance(seance);
  const acte: SaisieChangement | undefined = sitting && { kind: "seance_modifiee", sitting, ...(motif.trim() ? { reason: motif.trim() } : {}) };
  if (!data) return null;
  return (
    <section className="greffe-section" aria-labelledby="titre-seance">
      <h2 id="titre-seance" className="fr-h5">
        Jour, heure et salle
      </h2>
      <details>
        <summary>Modifier le jour, l’heure ou la salle</summary>
        <ChampsSeance seance={seance} changer={setSeance} calendrier={data} />
        {summary.stage === "publiee" && (
          <Input
            label="Motif"
            hintText="À donner quand le nouvel avis aux parties partirait trop tard."
            nativeInputProps={{ value: motif, maxLength: 500, onChange: (e) => setMotif(e.target.value) }}
          />
        )}
        <Changement audience={audience} acte={acte} libelle="Modifier la séance" fait="La séance est modifiée." priorite="secondary" />
      </details>
    </section>
  );
}

/** What comes next: publication, then the audience itself. */
function Suite({ audience, reunion, publie, tient }: { audience: Audience; reunion: boolean; publie: boolean; tient: boolean }) {
  const { stage, sitting } = audience.summary;
  const [motif, setMotif] = useState("");
  const annule = (stage === "provisoire" && tient) || (stage === "publiee" && publie && audience.entries.length === 0);
  const venue = sitting.day <= aujourdhui();
  return (
    <section className="greffe-section" aria-labelledby="titre-suite">
      <h2 id="titre-suite" className="fr-h5">
        Suite
      </h2>
      {stage === "provisoire" && reunion && (
        <>
          <p>Rien n’en est public&nbsp;: aucune partie n’en est avisée, et le journal des dossiers n’en dit rien.</p>
          {venue && tient && (
            <Changement audience={audience} acte={{ kind: "audience_tenue" }} libelle="Dire que la réunion a été tenue" fait="La réunion est tenue." />
          )}
        </>
      )}
      {stage === "provisoire" && !reunion && publie && (
        <>
          <p>Publié, le rôle est inscrit au journal de chaque dossier&nbsp;; refusé par l’un d’eux, vous le verrez ici.</p>
          <Changement audience={audience} acte={{ kind: "role_publie" }} libelle="Publier le rôle" fait={"Le rôle est publié\u00a0; chaque journal est sollicité."} />
        </>
      )}
      {stage === "provisoire" && !reunion && !publie && <p>Le président de la chambre publie le rôle.</p>}
      {stage === "publiee" && venue && tient && (
        <Changement audience={audience} acte={{ kind: "audience_tenue" }} libelle="Dire que l’audience a été tenue" fait="L’audience est tenue." />
      )}
      {stage === "tenue" && (
        <>
          <p>Ouvrez le délibéré de chaque dossier, avec le jour du prononcé, ou son report&nbsp;; puis closez l’audience.</p>
          <MettreEnDelibere audience={audience} />
          {tient && <Changement audience={audience} acte={{ kind: "audience_close" }} libelle="Clore l’audience" fait="L’audience est close." />}
        </>
      )}
      {annule && (
        <details className="fr-mt-2w">
          <summary>Annuler l’audience</summary>
          <Input label="Motif de l’annulation" nativeInputProps={{ value: motif, maxLength: 500, onChange: (e) => setMotif(e.target.value) }} />
          <Changement
            audience={audience}
            acte={motif.trim().length >= 3 ? { kind: "audience_annulee", reason: motif.trim() } : undefined}
            libelle="Annuler l’audience"
            fait="L’audience est annulée."
            priorite="tertiary"
          />
        </details>
      )}
      {(stage === "close" || stage === "annulee") && <p>Il n’y a plus rien à faire de cette audience.</p>}
    </section>
  );
}

function Journal({ audience: { journal } }: { audience: Audience }) {
  return (
    <section className="greffe-section" aria-labelledby="titre-journal">
      <h2 id="titre-journal" className="fr-h5">
        Journal de l’audience
      </h2>
      <ol>
        {journal.map(({ version, kind, at, by, reason }) => (
          <li key={version}>
            {ACTES[kind] ?? "Acte inconnu"}, le {date(at)} à {heure(at)}
            {by && ` (${by})`}
            {reason && `\u00a0: ${MOTIFS[reason] ?? reason}`}
          </li>
        ))}
      </ol>
    </section>
  );
}
