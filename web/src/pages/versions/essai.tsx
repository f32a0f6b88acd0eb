import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { Tag } from "@codegouvfr/react-dsfr/Tag";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { peutMettreEnVigueur } from "../../api/droits";
import { enErreurApi, type ErreurApi } from "../../api/probleme";
import { essaiDuDroit, mouvements, regles, session, versionsDuDroit } from "../../api/requetes";
import type { CompteMouvements, EssaiDuDroit, EtatMouvement, MiseEnVigueur, Mouvement, PageEssai } from "../../api/types";
import { Erreur, ErreurSection } from "../../app/erreurs";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, dateLongue, majuscule, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { MentionImpression } from "../../composants/impression";
import { Suite, suiteDe } from "../../composants/suite";
import { TitrePage } from "../../composants/titre-page";
import { useNomDActeur } from "./acteur";
import { BoutonEssai } from "./bouton-essai";
import { exporterMouvements } from "./export-csv";
import { MiseEnVigueurDe } from "./mise-en-vigueur";
import { compteEnMots, decisionSur, empechements, motDEtat, nomDeNature, ordonner } from "./versions";

/** What a version of the law would move in the open dossiers: nothing of it is done. */
export function EssaiPage() {
  const { essai: id } = useParams({ from: "/droit/versions/essais/$essai" });
  const { data, error, refetch } = useQuery(essaiDuDroit(id));
  useAnnonceFin(data?.trial);
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="l’essai" />;
  return <Essai key={id} page={data} />;
}

/** Says that the dry run that one was watching has ended. */
function useAnnonceFin(essai: EssaiDuDroit | undefined): void {
  const suivi = useRef<string>(undefined);
  useEffect(() => {
    if (!essai) return;
    if (!essai.ended_at) suivi.current = essai.trial_id;
    else if (suivi.current === essai.trial_id) {
      suivi.current = undefined;
      annoncer(`L’essai est fini\u00a0: ${bougent(essai)}.`);
    }
  }, [essai]);
}

const bougent = ({ moved }: EssaiDuDroit) => `${pluriel(moved, "dossier")} ${moved < 2 ? "bouge" : "bougent"}`;

function Essai({ page: { trial, counts } }: { page: PageEssai }) {
  const { nature } = useSearch({ from: "/droit/versions/essais/$essai" });
  const { data: ouverte } = useQuery(session);
  const { data: versions } = useQuery(versionsDuDroit);
  const comptes = ordonner(counts);
  const decision = versions && decisionSur(trial, versions.history);
  const enVigueur = versions?.in_force?.version === trial.version;
  const raisons = empechements(trial, aujourdhui());
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[
          { label: "Le droit appliqué", linkProps: { href: "/droit" } },
          { label: "Versions du droit", linkProps: { href: "/droit/versions" } },
        ]}
        currentPageLabel={`Essai de la version ${trial.version}`}
      />
      <div className="greffe-entete">
        <TitrePage titre={`Essai de la version ${trial.version} sur le stock`} className="fr-h2" />
        <div className="greffe-actions">
          <Link to="/droit/versions/differences" search={{ depuis: trial.base, version: trial.version }} className="fr-btn fr-btn--sm fr-btn--secondary">
            Ce qui change dans le droit
          </Link>
          <Export essai={trial} nature={nature} />
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression reserve="Essai : rien de ce qui suit n’est appliqué aux dossiers par lui-même.">
        {nature && `Seule nature montrée : ${nomDeNature(nature)}`}
      </MentionImpression>
      <Resume essai={trial} />
      {!trial.ended_at && <Progression essai={trial} comptes={comptes} />}
      <Decision
        essai={trial}
        comptes={comptes}
        decision={decision}
        enVigueur={enVigueur}
        raisons={raisons}
        peutDecider={Boolean(ouverte && peutMettreEnVigueur(ouverte))}
      />
      {trial.ended_at && <Mouvements essai={trial} comptes={comptes} nature={nature} />}
    </>
  );
}

function Resume({ essai }: { essai: EssaiDuDroit }) {
  const nom = useNomDActeur();
  return (
    <dl className="greffe-faits">
      <div>
        <dt>Comparée à la version</dt>
        <dd>{essai.base}</dd>
      </div>
      <div>
        <dt>Jour de l’essai</dt>
        <dd>{dateLongue(essai.as_of)}</dd>
      </div>
      <div>
        <dt>Commencé</dt>
        <dd>
          {essai.started_at ? dateLongue(essai.started_at) : "Date inconnue"}, par {nom(essai.actor)}
        </dd>
      </div>
      {essai.ended_at && (
        <div>
          <dt>Fini</dt>
          <dd>{dateLongue(essai.ended_at)}</dd>
        </div>
      )}
      <div>
        <dt>Dossiers ouverts lus</dt>
        <dd>{essai.done.toLocaleString("fr-FR")}</dd>
      </div>
      <div>
        <dt>Dossiers dont quelque chose bouge</dt>
        <dd>{essai.moved.toLocaleString("fr-FR")}</dd>
      </div>
      <div>
        <dt>Dossiers que la version ne sait pas lire</dt>
        <dd>{essai.unread.toLocaleString("fr-FR")}</dd>
      </div>
    </dl>
  );
}

function Progression({ essai, comptes }: { essai: EssaiDuDroit; comptes: CompteMouvements[] }) {
  const avance = `${pluriel(essai.done, "dossier lu", "dossiers lus")} sur ${essai.total.toLocaleString("fr-FR")}`;
  return (
    <div className="greffe-progression" data-progression={essai.done}>
      <label htmlFor="progression-essai">L’essai est en cours. Vous pouvez quitter cette page, il continue.</label>
      <progress id="progression-essai" value={essai.done} max={Math.max(essai.total, 1)} aria-valuetext={avance} />
      <p className="fr-mb-1w">{avance}.</p>
      {comptes.length > 0 && <p className="greffe-mention">Déjà trouvé : {comptes.map(compteEnMots).join(", ")}.</p>}
      <p className="greffe-mention fr-mb-0">Le détail paraîtra à la fin.</p>
    </div>
  );
}

interface PropsDecision {
  essai: EssaiDuDroit;
  comptes: CompteMouvements[];
  decision: MiseEnVigueur | undefined;
  enVigueur: boolean;
  raisons: string[];
  peutDecider: boolean;
}

/** What may be done on the strength of the dry run, or why nothing may. */
function Decision({ essai, comptes, decision, enVigueur, raisons, peutDecider }: PropsDecision) {
  if (decision || enVigueur) {
    return (
      <Alert
        small
        className="fr-mb-3w"
        severity="info"
        description={
          decision
            ? `La version ${essai.version} a été mise en vigueur au vu de cet essai${decision.since ? `, le ${dateLongue(decision.since)}` : ""}.`
            : `La version ${essai.version} est en vigueur.`
        }
      />
    );
  }
  // While it runs, who cannot decide is told nothing more, and nobody is offered another.
  if (!essai.ended_at && !peutDecider) return null;
  return (
    <div className="fr-mb-3w" data-decision>
      {raisons.length > 0 && (
        <Alert
          className="fr-mb-2w"
          severity="warning"
          as="h2"
          title="Cet essai ne permet pas de mettre la version en vigueur"
          description={
            <ul id="raisons-du-refus">
              {raisons.map((raison) => (
                <li key={raison}>{raison}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="greffe-actions">
        {peutDecider && <MiseEnVigueurDe essai={essai} comptes={comptes} empeche={raisons.length > 0} />}
        {essai.ended_at && <BoutonEssai version={essai.version} texte="Relancer l’essai" />}
      </div>
    </div>
  );
}

function Export({ essai, nature }: { essai: EssaiDuDroit; nature: string | undefined }) {
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<ErreurApi>();
  const exporter = () => {
    if (enCours) return;
    setEnCours(true);
    setErreur(undefined);
    exporterMouvements(essai, nature)
      .catch((cause: unknown) => setErreur(enErreurApi(cause)))
      .finally(() => setEnCours(false));
  };
  return (
    <>
      <Button
        priority="secondary"
        size="small"
        iconId="fr-icon-download-line"
        disabled={!essai.ended_at}
        onClick={exporter}
        nativeButtonProps={occupe(enCours)}
      >
        {enCours ? "Lecture…" : "Exporter (CSV)"}
      </Button>
      <AlerteErreur erreur={erreur} />
    </>
  );
}

function Mouvements({ essai, comptes, nature }: { essai: EssaiDuDroit; comptes: CompteMouvements[]; nature: string | undefined }) {
  const lus = useInfiniteQuery(mouvements(essai.trial_id, nature));
  const { data, error, refetch, isPlaceholderData } = lus;
  const liste = useRef<HTMLDivElement>(null);
  const total = comptes.reduce((somme, { kind, count }) => somme + (!nature || kind === nature ? count : 0), 0);
  const noms = useRegles();
  return (
    <section className="greffe-section" aria-labelledby="titre-mouvements">
      <h2 id="titre-mouvements" className="fr-h5">
        Ce qui bougerait
      </h2>
      {comptes.length === 0 ? (
        <div className="greffe-vide">
          <p className="fr-text--bold fr-mb-1w">Rien ne bougerait.</p>
          <p className="fr-mb-1w">Chaque dossier ouvert garde son stade, ses échéances, ses tâches, ses avis et ses contrôles.</p>
        </div>
      ) : (
        <>
          <Natures comptes={comptes} nature={nature} />
          {error && !data ? (
            <ErreurSection quoi="Les mouvements" cause={error} reessayer={() => void refetch()} />
          ) : !data ? (
            <Attente quoi="ce qui bougerait" />
          ) : (
            <div ref={liste} aria-busy={isPlaceholderData} className={isPlaceholderData ? "greffe-en-cours" : undefined}>
              <Tableau mouvements={data} total={total} regles={noms} />
              <Suite
                key={nature ?? ""}
                liste={liste}
                montres={data.length}
                total={total}
                nom={["mouvement", "mouvements"]}
                {...suiteDe(lus)}
              />
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** How many of each kind; pressed, one shows that kind alone. */
function Natures({ comptes, nature }: { comptes: CompteMouvements[]; nature: string | undefined }) {
  const naviguer = useNavigate({ from: "/droit/versions/essais/$essai" });
  const choisir = (voulue: string | undefined) => void naviguer({ search: { nature: voulue }, replace: true, resetScroll: false });
  const tout = comptes.reduce((somme, { count }) => somme + count, 0);
  return (
    <ul className="fr-tags-group" aria-label="Natures montrées">
      <li>
        <Tag pressed={!nature} nativeButtonProps={{ type: "button", onClick: () => choisir(undefined) }}>
          {pluriel(tout, "mouvement")}
        </Tag>
      </li>
      {comptes.map((compte) => (
        <li key={compte.kind}>
          <Tag
            pressed={nature === compte.kind}
            nativeButtonProps={{ type: "button", onClick: () => choisir(nature === compte.kind ? undefined : compte.kind) }}
          >
            {compteEnMots(compte)}
          </Tag>
        </li>
      ))}
    </ul>
  );
}

/** The rules that the catalogue browser can show. */
function useRegles(): ReadonlySet<string> {
  const { data } = useQuery(regles);
  return new Set(data?.rules.map(({ rule }) => rule));
}

function Tableau({ mouvements: lus, total, regles: connues }: { mouvements: Mouvement[]; total: number; regles: ReadonlySet<string> }) {
  if (lus.length === 0) return <p className="greffe-vide">Rien de cette nature ne bougerait.</p>;
  return (
    <div className="greffe-table">
      <table>
        <caption>{pluriel(total, "mouvement")}</caption>
        <thead>
          <tr>
            <th scope="col">Dossier</th>
            <th scope="col">Nature</th>
            <th scope="col">Objet</th>
            <th scope="col">Texte</th>
            <th scope="col">Avant</th>
            <th scope="col">Après</th>
          </tr>
        </thead>
        <tbody>
          {lus.map(({ seq, dossier_id, dossier_number, kind, code, label, article, before, after }) => (
            <tr key={seq} data-ligne data-mouvement={kind}>
              <th scope="row">
                <Link to="/dossiers/$id" params={{ id: dossier_id }} className="greffe-numero">
                  {dossier_number}
                </Link>
              </th>
              <td>{majuscule(nomDeNature(kind))}</td>
              <td>
                {kind === "echeance" && code && connues.has(code) ? (
                  <Link to="/droit/$regle" params={{ regle: code }}>
                    {label}
                  </Link>
                ) : (
                  label
                )}
              </td>
              <td>{article ?? "—"}</td>
              <td>
                <Etat etat={before} absent={kind === "illisible" ? "—" : "N’existait pas"} />
              </td>
              <td>
                <Etat etat={after} absent="N’existe plus" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Etat({ etat, absent }: { etat: EtatMouvement | null | undefined; absent: string }) {
  if (!etat) return <span className="greffe-mention">{absent}</span>;
  const mot = motDEtat(etat.word);
  if (!etat.day) return <>{majuscule(mot)}</>;
  return (
    <>
      <time dateTime={etat.day} className="greffe-jour">
        {date(etat.day)}
      </time>
      {mot && <span className="greffe-mention"> · {mot}</span>}
    </>
  );
}
