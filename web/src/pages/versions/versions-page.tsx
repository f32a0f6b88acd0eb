import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { peutEssayerLeDroit } from "../../api/droits";
import { session, versionsDuDroit } from "../../api/requetes";
import type { EssaiDuDroit, MiseEnVigueur, VersionsDuDroit } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { aujourdhui, dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { useNomDActeur } from "./acteur";
import { BoutonEssai } from "./bouton-essai";
import { ETATS_ESSAI, etatEssai, placeDe, type Place } from "./versions";

/** Which law the Court applies, since when and why; those it could apply, and what was tried. */
export function VersionsPage() {
  const { data, error, refetch } = useQuery(versionsDuDroit);
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[{ label: "Le droit appliqué", linkProps: { href: "/droit" } }]}
        currentPageLabel="Versions du droit"
      />
      <div className="greffe-entete">
        <TitrePage titre="Versions du droit" />
        <div className="greffe-actions">
          <Link to="/droit/versions/differences" className="fr-btn fr-btn--sm">
            Comparer deux versions
          </Link>
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression />
      {error && !data ? (
        <ErreurSection quoi="Les versions du droit" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Versions versions={data} />
      ) : (
        <Attente quoi="les versions du droit" />
      )}
    </>
  );
}

function Versions({ versions }: { versions: VersionsDuDroit }) {
  const { data: ouverte } = useQuery(session);
  const peutEssayer = Boolean(ouverte && peutEssayerLeDroit(ouverte));
  return (
    <>
      <EnVigueur versions={versions} />
      <Retard behind={versions.behind} />
      <Connues versions={versions} peutEssayer={peutEssayer} />
      <Essais essais={versions.trials} peutEssayer={peutEssayer} />
      <Historique historique={versions.history} peutEssayer={peutEssayer} />
    </>
  );
}

function EnVigueur({ versions: { in_force, known } }: { versions: VersionsDuDroit }) {
  const nom = useNomDActeur();
  if (!in_force) return <p className="greffe-vide">Aucune version du droit n’a encore été mise en vigueur.</p>;
  return (
    <>
      <dl className="greffe-faits" aria-label="En vigueur" data-en-vigueur={in_force.version}>
        <div>
          <dt>Version en vigueur</dt>
          <dd>{in_force.version}</dd>
        </div>
        <div>
          <dt>Depuis</dt>
          <dd>{in_force.since ? dateLongue(in_force.since) : "Date inconnue"}</dd>
        </div>
        <div>
          <dt>Décidée par</dt>
          <dd>{nom(in_force.actor)}</dd>
        </div>
        <div className="greffe-faits__large">
          <dt>Motif</dt>
          <dd>{in_force.reason}</dd>
        </div>
      </dl>
      {!known.includes(in_force.version) && (
        <p className="greffe-bandeau greffe-bandeau--depasse">
          Ce programme, plus ancien, ne porte pas la version en vigueur{INSECABLE}: il attend d’être mis à jour, et ne calcule rien avec une
          autre.
        </p>
      )}
    </>
  );
}

/** Dossiers that still stand under another version; says when there is none left. */
function Retard({ behind }: { behind: number }) {
  const avant = useRef(behind);
  useEffect(() => {
    if (avant.current > 0 && behind === 0) annoncer("Tous les dossiers sont recalculés sous la version en vigueur.");
    avant.current = behind;
  }, [behind]);
  if (behind === 0) return <p className="greffe-mention">Tous les dossiers sont calculés sous la version en vigueur.</p>;
  return (
    <div className="greffe-bandeau" data-retard={behind}>
      <p>
        <strong>{pluriel(behind, "dossier")}</strong> {behind > 1 ? "restent" : "reste"} à recalculer sous la version en vigueur. Ce nombre
        baisse de lui-même.
      </p>
    </div>
  );
}

const PLACES: Record<Place, { texte: string; gravite?: "success" | "new" }> = {
  en_vigueur: { texte: "En vigueur", gravite: "success" },
  plus_recente: { texte: "Plus récente", gravite: "new" },
  anterieure: { texte: "Antérieure" },
};

function Connues({ versions: { known, in_force }, peutEssayer }: { versions: VersionsDuDroit; peutEssayer: boolean }) {
  const enVigueur = in_force?.version;
  const connues = [...known].reverse();
  return (
    <section className="greffe-section" aria-labelledby="titre-connues">
      <h2 id="titre-connues" className="fr-h5">
        Versions que le programme connaît
      </h2>
      <div className="greffe-table">
        <table>
          <caption>{pluriel(known.length, "version")}</caption>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">État</th>
              <th scope="col">Ce qui change</th>
              {peutEssayer && (
                <th scope="col" className="greffe-sans-impression">
                  Essai
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {connues.map((version) => {
              const place = placeDe(version, enVigueur);
              return (
                <tr key={version} data-version={version}>
                  <th scope="row">{version}</th>
                  <td>
                    {place ? (
                      <Badge as="span" small severity={PLACES[place].gravite} noIcon={!PLACES[place].gravite}>
                        {PLACES[place].texte}
                      </Badge>
                    ) : (
                      "—"
                    )}
                  </td>
                  <td>
                    <Comparaison version={version} precedente={known[known.indexOf(version) - 1]} enVigueur={enVigueur} />
                  </td>
                  {peutEssayer && (
                    <td className="greffe-sans-impression">
                      {place === "en_vigueur" ? "—" : <BoutonEssai version={version} texte="Essayer sur le stock" />}
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** A version is compared with that in force, which is compared with the one before it. */
function Comparaison({ version, precedente, enVigueur }: { version: string; precedente?: string; enVigueur?: string }) {
  const depuis = enVigueur && enVigueur !== version ? enVigueur : precedente;
  if (!depuis) return <>Première version connue</>;
  return (
    <Link to="/droit/versions/differences" search={{ depuis, version }}>
      Différences avec {depuis}
      <span className="fr-sr-only"> de la version {version}</span>
    </Link>
  );
}

function Essais({ essais, peutEssayer }: { essais: EssaiDuDroit[]; peutEssayer: boolean }) {
  const nom = useNomDActeur();
  const jour = aujourdhui();
  return (
    <section className="greffe-section" aria-labelledby="titre-essais">
      <h2 id="titre-essais" className="fr-h5">
        Essais sur le stock
      </h2>
      {essais.length === 0 ? (
        <p className="greffe-vide">
          Aucune version n’a été essayée. Un essai recalcule chaque dossier ouvert sans rien y changer, et dit ce qui bougerait.
        </p>
      ) : (
        <div className="greffe-table">
          <table>
            <caption>{pluriel(essais.length, "essai")}</caption>
            <thead>
              <tr>
                <th scope="col">Commencé</th>
                <th scope="col">Version essayée</th>
                <th scope="col">Comparée à</th>
                <th scope="col">Par</th>
                <th scope="col">État</th>
                <th scope="col" className="greffe-nombre">
                  Dossiers lus
                </th>
                <th scope="col" className="greffe-nombre">
                  Dossiers qui bougent
                </th>
              </tr>
            </thead>
            <tbody>
              {essais.map((essai) => {
                const { texte, gravite } = ETATS_ESSAI[etatEssai(essai, jour)];
                const debut = essai.started_at ? dateLongue(essai.started_at) : "Date inconnue";
                return (
                  <tr key={essai.trial_id} data-essai={essai.trial_id}>
                    <th scope="row">
                      {peutEssayer ? (
                        <Link to="/droit/versions/essais/$essai" params={{ essai: essai.trial_id }}>
                          {debut}
                        </Link>
                      ) : (
                        debut
                      )}
                    </th>
                    <td>{essai.version}</td>
                    <td>{essai.base}</td>
                    <td>{nom(essai.actor)}</td>
                    <td>
                      <Badge as="span" small severity={gravite} noIcon={!gravite}>
                        {texte}
                      </Badge>
                    </td>
                    <td className="greffe-nombre">
                      {essai.ended_at ? essai.done.toLocaleString("fr-FR") : `${essai.done.toLocaleString("fr-FR")} sur ${essai.total.toLocaleString("fr-FR")}`}
                    </td>
                    <td className="greffe-nombre">{essai.moved.toLocaleString("fr-FR")}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Historique({ historique, peutEssayer }: { historique: MiseEnVigueur[]; peutEssayer: boolean }) {
  const nom = useNomDActeur();
  if (historique.length === 0) return null;
  return (
    <section className="greffe-section" aria-labelledby="titre-historique">
      <h2 id="titre-historique" className="fr-h5">
        Historique des mises en vigueur
      </h2>
      <div className="greffe-table">
        <table>
          <caption>{pluriel(historique.length, "mise en vigueur", "mises en vigueur")}</caption>
          <thead>
            <tr>
              <th scope="col">Depuis</th>
              <th scope="col">Version</th>
              <th scope="col">Décidée par</th>
              <th scope="col">Motif</th>
              <th scope="col">Au vu de</th>
            </tr>
          </thead>
          <tbody>
            {historique.map(({ seq, since, version, actor, reason, trial_id }) => (
              <tr key={seq} data-mise={seq}>
                <th scope="row">{since ? dateLongue(since) : "Date inconnue"}</th>
                <td>{version}</td>
                <td>{nom(actor)}</td>
                <td>{reason}</td>
                <td>
                  {!trial_id ? (
                    "Aucun essai"
                  ) : peutEssayer ? (
                    <Link to="/droit/versions/essais/$essai" params={{ essai: trial_id }}>
                      Son essai<span className="fr-sr-only"> de la version {version}</span>
                    </Link>
                  ) : (
                    "Son essai"
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
