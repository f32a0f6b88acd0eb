import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import { differencesDuDroit, referentiel, regles, versionsDuDroit } from "../../api/requetes";
import type { DifferencesDuDroit, FichierChange, VersionsDuDroit } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { useChampsDansAdresse } from "../../composants/adresse";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { champEnMots, type FiltresDifferences, naturesDe, nomDeFichier, nomDeGroupe, nomsDe, type Noms, parNature, valeurEnMots } from "./champs";
import { paireHabituelle } from "./versions";

const RESERVE = "Les textes publiés au Journal officiel font seuls foi.";

/** What changes from a version of the law to another, file by file; the choice stands in the address. */
export function DifferencesPage() {
  const { data, error, refetch } = useQuery(versionsDuDroit);
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[
          { label: "Le droit appliqué", linkProps: { href: "/droit" } },
          { label: "Versions du droit", linkProps: { href: "/droit/versions" } },
        ]}
        currentPageLabel="Différences"
      />
      <div className="greffe-entete">
        <TitrePage titre="Différences entre deux versions du droit" />
        <div className="greffe-actions">
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      {error && !data ? (
        <ErreurSection quoi="Les versions du droit" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Choix versions={data} />
      ) : (
        <Attente quoi="les versions du droit" />
      )}
    </>
  );
}

function Choix({ versions }: { versions: VersionsDuDroit }) {
  const adresse = useSearch({ from: "/droit/versions/differences" });
  const naviguer = useNavigate({ from: "/droit/versions/differences" });
  const ecrire = useCallback((search: FiltresDifferences) => void naviguer({ search, replace: true, resetScroll: false }), [naviguer]);
  const [filtres, changer] = useChampsDansAdresse(adresse, ecrire);
  const habituelle = paireHabituelle(versions);
  const depuis = filtres.depuis ?? habituelle?.depuis;
  const version = filtres.version ?? habituelle?.version;
  const lues = useQuery({ ...differencesDuDroit(depuis ?? "", version ?? ""), enabled: Boolean(depuis && version) });
  if (!depuis || !version) return <p className="greffe-vide">Le programme ne porte aucune version du droit.</p>;
  const options = (choisie: string) => (
    <>
      {[...new Set([...versions.known, choisie])].map((nom) => (
        <option key={nom} value={nom}>
          {nom === versions.in_force?.version ? `${nom} (en vigueur)` : nom}
        </option>
      ))}
    </>
  );
  return (
    <>
      <MentionImpression reserve={RESERVE}>
        De la version {depuis} à la version {version}
      </MentionImpression>
      <div className="greffe-filtres" role="search" aria-label="Différences">
        <Select label="De la version" nativeSelectProps={{ value: depuis, onChange: (e) => changer({ depuis: e.target.value, version }) }}>
          {options(depuis)}
        </Select>
        <Select label="À la version" nativeSelectProps={{ value: version, onChange: (e) => changer({ depuis, version: e.target.value }) }}>
          {options(version)}
        </Select>
        <Select label="Nature" nativeSelectProps={{ value: filtres.nature ?? "", onChange: (e) => changer({ nature: e.target.value || undefined }) }}>
          <option value="">Toutes</option>
          {naturesMontrees(lues.data, filtres.nature).map((nature) => (
            <option key={nature} value={nature}>
              {nomDeGroupe(nature)}
            </option>
          ))}
        </Select>
        <Input
          label="Mot du nom, du champ ou du texte"
          nativeInputProps={{ type: "search", value: filtres.q ?? "", onChange: (e) => changer({ q: e.target.value || undefined }) }}
        />
      </div>
      {lues.error && !lues.data ? (
        <ErreurSection quoi="Les différences" cause={lues.error} reessayer={() => void lues.refetch()} />
      ) : lues.data ? (
        <Differences differences={lues.data} filtres={filtres} toutes={() => changer({ nature: undefined, q: undefined })} />
      ) : (
        <Attente quoi="les différences" />
      )}
    </>
  );
}

/** The kinds to choose among; that of the address stays, though nothing of it changes. */
function naturesMontrees(lues: DifferencesDuDroit | undefined, choisie: string | undefined): string[] {
  const natures = lues ? naturesDe(lues) : [];
  return choisie && !natures.includes(choisie) ? [...natures, choisie] : natures;
}

function Differences({ differences, filtres, toutes }: { differences: DifferencesDuDroit; filtres: FiltresDifferences; toutes: () => void }) {
  const { data: ref } = useQuery(referentiel);
  const { data: lues } = useQuery(regles);
  const noms = nomsDe(ref, lues);
  const groupes = parNature(differences, filtres, noms);
  const nombre = groupes.reduce((somme, { fichiers }) => somme + fichiers.length, 0);
  useAnnonceNombre(nombre);
  const { from, to, changes } = differences;
  if (changes.length === 0) {
    return (
      <div className="greffe-vide">
        <p className="fr-text--bold fr-mb-1w">Aucune différence.</p>
        <p className="fr-mb-1w">
          {from === to ? "C’est la même version. Choisissez-en une autre." : `Les versions ${from} et ${to} disent la même chose.`}
        </p>
      </div>
    );
  }
  if (nombre === 0) {
    return (
      <div className="greffe-vide">
        <p className="fr-text--bold fr-mb-1w">Aucune différence ne répond à cette recherche.</p>
        <Button size="small" priority="secondary" onClick={toutes}>
          Montrer toutes les différences
        </Button>
      </div>
    );
  }
  return (
    <>
      <p data-nombre={nombre}>
        {nombre === changes.length
          ? `${pluriel(nombre, "différence")} de la version ${from} à la version ${to}.`
          : `${pluriel(nombre, "différence")} sur ${changes.length.toLocaleString("fr-FR")}, de la version ${from} à la version ${to}.`}
      </p>
      {groupes.map(({ nature, fichiers }) => (
        <section key={nature} className="greffe-section" aria-labelledby={`titre-${nature}`} data-nature={nature}>
          <h2 id={`titre-${nature}`} className="fr-h5">
            {nomDeGroupe(nature)} <span className="greffe-mention">({fichiers.length.toLocaleString("fr-FR")})</span>
          </h2>
          {fichiers.map((fichier) => (
            <Fichier key={fichier.id} fichier={fichier} noms={noms} lien={nature === "regle" && noms.has(fichier.id)} />
          ))}
        </section>
      ))}
    </>
  );
}

/** Says how many answer a search that has just changed. */
function useAnnonceNombre(nombre: number): void {
  const dit = useRef(nombre);
  useEffect(() => {
    if (dit.current === nombre) return;
    dit.current = nombre;
    annoncer(nombre === 0 ? "Aucune différence." : `${pluriel(nombre, "différence")}.`);
  }, [nombre]);
}

const CHANGEMENTS = {
  ajoute: { texte: "Ajouté", gravite: "success" },
  retire: { texte: "Retiré", gravite: "warning" },
  change: { texte: "Changé", gravite: "info" },
} as const;

function Fichier({ fichier, noms, lien }: { fichier: FichierChange; noms: Noms; lien: boolean }) {
  const { texte, gravite } = CHANGEMENTS[fichier.change];
  const nom = nomDeFichier(fichier);
  return (
    <div className="greffe-difference" data-fichier={fichier.id}>
      <div className="greffe-echeances__ligne">
        <h3 className="fr-text--md fr-mb-0">
          {lien ? (
            <Link to="/droit/$regle" params={{ regle: fichier.id }}>
              {nom}
            </Link>
          ) : (
            nom
          )}
        </h3>
        <Badge as="span" small severity={gravite}>
          {texte}
        </Badge>
      </div>
      {fichier.fields.length > 0 && (
        <div className="greffe-table fr-mt-1w">
          <table>
            <caption className="fr-sr-only">Ce qui change dans « {nom} »</caption>
            <thead>
              <tr>
                <th scope="col">Champ</th>
                <th scope="col">Avant</th>
                <th scope="col">Après</th>
              </tr>
            </thead>
            <tbody>
              {fichier.fields.map(({ field, before, after }) => (
                <tr key={field} data-champ={field}>
                  <th scope="row">{champEnMots(field)}</th>
                  <td>{valeurEnMots(before, noms)}</td>
                  <td>{valeurEnMots(after, noms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
