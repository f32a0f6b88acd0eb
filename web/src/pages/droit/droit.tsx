import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useRef } from "react";
import type { Regle, Regles } from "../../api/regles";
import { regles } from "../../api/requetes";
import { ErreurSection } from "../../app/erreurs";
import { useChampsDansAdresse } from "../../composants/adresse";
import { annoncer } from "../../composants/annonces";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { majuscule, pluriel } from "../../composants/formats";
import { donnerFoyer } from "../../composants/foyer";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { chercher, type FiltresDroit, parProcedure } from "./procedures";

const RESERVE = "Les textes publiés au Journal officiel font seuls foi.";
const CHAMP = "recherche-regle";

/** The rules of delay that the program applies, as the catalogue of the law states them. */
export function DroitPage() {
  const { data, error, refetch } = useQuery(regles);
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
        <ErreurSection quoi="Les règles" cause={error} reessayer={() => void refetch()} />
      ) : data ? (
        <Catalogue regles={data} />
      ) : (
        <Attente quoi="les règles" />
      )}
    </>
  );
}

function Catalogue({ regles: lues }: { regles: Regles }) {
  const adresse = useSearch({ from: "/droit" });
  const naviguer = useNavigate({ from: "/droit" });
  const ecrire = useCallback((search: FiltresDroit) => void naviguer({ search, replace: true, resetScroll: false }), [naviguer]);
  const [filtres, changer] = useChampsDansAdresse(adresse, ecrire);
  const trouvees = chercher(lues.rules, filtres);
  useAnnonceNombre(trouvees.length);
  const toutes = () => {
    changer({ q: undefined, procedure: undefined });
    donnerFoyer(document.getElementById(CHAMP));
  };
  return (
    <>
      <p className="fr-mb-0">
        Ces règles calculent les échéances des dossiers et les simulations. Catalogue {lues.catalogue}, {pluriel(lues.rules.length, "règle")}.
      </p>
      <div className="greffe-filtres" role="search" aria-label="Règles">
        <Input
          label="Nom de la règle ou article"
          nativeInputProps={{
            id: CHAMP,
            type: "search",
            value: filtres.q ?? "",
            placeholder: "Mémoire ampliatif, 978…",
            onChange: (e) => changer({ q: e.target.value || undefined }),
          }}
        />
        <Select
          label="Procédure"
          nativeSelectProps={{ value: filtres.procedure ?? "", onChange: (e) => changer({ procedure: e.target.value || undefined }) }}
        >
          <option value="">Toutes les procédures</option>
          {parProcedure(lues.rules).map(({ procedure }) => (
            <option key={procedure.code} value={procedure.code}>
              {procedure.label}
            </option>
          ))}
        </Select>
      </div>
      {trouvees.length > 0 ? (
        <Tableau regles={trouvees} />
      ) : (
        <div className="greffe-vide">
          <p className="fr-text--bold fr-mb-1w">Aucune règle ne répond à cette recherche.</p>
          <p className="fr-mb-1w">Cherchez un mot du nom (mémoire, pourvoi, radiation) ou le numéro d’un article.</p>
          <Button size="small" priority="secondary" onClick={toutes}>
            Montrer toutes les règles
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
    annoncer(nombre === 0 ? "Aucune règle." : `${pluriel(nombre, "règle")}.`);
  }, [nombre]);
}

function Tableau({ regles: lues }: { regles: Regle[] }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>{pluriel(lues.length, "règle")}</caption>
        <thead>
          <tr>
            <th scope="col">Règle</th>
            <th scope="col">Délai</th>
            <th scope="col">Texte</th>
            <th scope="col">Procédure</th>
          </tr>
        </thead>
        <tbody>
          {lues.map(({ rule, label, length, article, procedure }) => (
            <tr key={rule} data-ligne>
              <th scope="row">
                <Link to="/droit/$regle" params={{ regle: rule }}>
                  {label}
                </Link>
              </th>
              <td>{majuscule(length)}</td>
              <td>{article}</td>
              <td>{procedure.label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
