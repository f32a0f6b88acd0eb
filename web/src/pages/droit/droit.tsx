import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import type { Droit, Nature } from "../../api/droit";
import { droit } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { useChampsDansAdresse } from "../../composants/adresse";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { pluriel } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { RESERVE, TableDuDroit } from "./elements";
import { NATURES, ORDRE } from "./natures";
import { chercher, type FiltresDroit } from "./procedures";

const CHAMP = "recherche-droit";

/** What the program knows of the law: procedures, terms, notices, tasks, checks, acts. */
export function DroitPage() {
  const { data, error, refetch } = useQuery(droit);
  return (
    <>
      <div className="greffe-entete">
        <TitrePage titre="Le droit appliqué" />
        <div className="greffe-actions">
          <Link to="/droit/versions" className="fr-btn fr-btn--secondary fr-btn--sm">
            Versions du droit
          </Link>
          <Button priority="secondary" size="small" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression reserve={RESERVE}>{data && `Catalogue du droit ${data.catalogue}`}</MentionImpression>
      {error && !data ? (
        <ErreurSection quoi="Le droit appliqué" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Catalogue lu={data} />
      ) : (
        <Attente quoi="le droit appliqué" />
      )}
    </>
  );
}

function Catalogue({ lu }: { lu: Droit }) {
  const adresse = useSearch({ from: "/droit" });
  const naviguer = useNavigate({ from: "/droit" });
  const ecrire = useCallback((search: FiltresDroit) => void naviguer({ search, replace: true, resetScroll: false }), [naviguer]);
  const [filtres, changer] = useChampsDansAdresse(adresse, ecrire);
  const trouvees = chercher(lu.entries, filtres);
  useAnnonceNombre(trouvees.length);
  const tout = () => {
    changer({ q: undefined, nature: undefined, procedure: undefined });
    donnerFoyer(document.getElementById(CHAMP));
  };
  return (
    <>
      <p className="fr-mb-0">
        Ces procédures, ces délais et ce qu’ils demandent gouvernent les dossiers et les simulations. Catalogue {lu.catalogue}.
      </p>
      <div className="greffe-filtres" role="search" aria-label="Droit appliqué">
        <Input
          label="Nom, article ou identifiant"
          nativeInputProps={{
            id: CHAMP,
            type: "search",
            value: filtres.q ?? "",
            placeholder: "Mémoire ampliatif, 978…",
            onChange: (e) => changer({ q: e.target.value || undefined }),
          }}
        />
        <Select
          label="Nature"
          nativeSelectProps={{
            value: filtres.nature ?? "",
            onChange: (e) => changer({ nature: (e.target.value || undefined) as Nature | undefined }),
          }}
        >
          <option value="">Tout le droit</option>
          {ORDRE.map((nature) => (
            <option key={nature} value={nature}>
              {NATURES[nature].plusieurs} ({lu.entries.filter((entree) => entree.nature === nature).length})
            </option>
          ))}
        </Select>
        <Select
          label="Procédure"
          nativeSelectProps={{ value: filtres.procedure ?? "", onChange: (e) => changer({ procedure: e.target.value || undefined }) }}
        >
          <option value="">Toutes les procédures</option>
          {lu.procedures.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
      </div>
      {trouvees.length > 0 ? (
        <TableDuDroit singulier="résultat" entrees={trouvees} note="En bref" avecNature />
      ) : (
        <div className="greffe-vide">
          <p className="fr-text--bold fr-mb-1w">Rien ne répond à cette recherche.</p>
          <p className="fr-mb-1w">Cherchez un mot du nom (mémoire, pourvoi, radiation) ou le numéro d’un article.</p>
          <Button size="small" priority="secondary" onClick={tout}>
            Montrer tout le droit
          </Button>
        </div>
      )}
    </>
  );
}

/** Says how many answer a search that has just changed. */
function useAnnonceNombre(nombre: number): void {
  const dit = useRef(nombre);
  useEffect(() => {
    if (dit.current === nombre) return;
    dit.current = nombre;
    annoncer(nombre === 0 ? "Aucun résultat." : `${pluriel(nombre, "résultat")}.`);
  }, [nombre]);
}
