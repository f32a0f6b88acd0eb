import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { referentiel, stock } from "../../api/requetes";
import { aReorienter, nomDeChambre } from "../../composants/chambres";
import { INSECABLE } from "../../composants/formats";
import { ordonnerStades } from "../../composants/stades";
import { SANS_CHAMBRE } from "./filtres";

/** The open dossiers by chamber and stage; each count leads to its list. */
export function Stock() {
  const { data } = useQuery(stock);
  const { data: ref } = useQuery(referentiel);
  if (!data || !ref || data.cells.length === 0) return null;
  const stades = ordonnerStades(ref.stages).filter(({ code }) => data.cells.some((cellule) => cellule.stage === code));
  const codes = [...new Set(data.cells.map(({ chambre }) => chambre ?? ""))];
  const rang = (code: string) => {
    const place = ref.chambres.findIndex((chambre) => chambre.code === code);
    return place < 0 ? ref.chambres.length + (code ? 0 : 1) : place;
  };
  const chambres = codes.sort((a, b) => rang(a) - rang(b));
  const nombre = (chambre: string, stade?: string) =>
    data.cells
      .filter((cellule) => (cellule.chambre ?? "") === chambre && (!stade || cellule.stage === stade))
      .reduce((somme, { count }) => somme + count, 0);
  return (
    <section className="greffe-section greffe-sans-impression" aria-labelledby="titre-stock">
      <h2 id="titre-stock" className="fr-h4">
        Le stock en un coup d’œil
      </h2>
      <div className="greffe-table">
        <table>
          <caption className="fr-sr-only">Nombre de dossiers ouverts par chambre et par stade</caption>
          <thead>
            <tr>
              <th scope="col">Chambre</th>
              {stades.map(({ code, label }) => (
                <th key={code} scope="col" className="greffe-nombre">
                  {label}
                </th>
              ))}
              <th scope="col" className="greffe-nombre">
                Total
              </th>
            </tr>
          </thead>
          <tbody>
            {chambres.map((chambre) => (
              <tr key={chambre}>
                <th scope="row">
                  {nomDeChambre(ref, chambre) ?? SANS_CHAMBRE.label}
                  {aReorienter(ref, chambre) && <span className="greffe-mention"> (fermée{INSECABLE}: à réorienter)</span>}
                </th>
                {stades.map(({ code, label }) => {
                  const compte = nombre(chambre, code);
                  return (
                    <td key={code} className="greffe-nombre">
                      {compte === 0 ? (
                        <span aria-label="aucun">—</span>
                      ) : (
                        <Link to="/dossiers" search={{ chambre: chambre || SANS_CHAMBRE.code, stade: code }}>
                          {compte.toLocaleString("fr-FR")}
                          <span className="fr-sr-only"> dossiers, {label}</span>
                        </Link>
                      )}
                    </td>
                  );
                })}
                <td className="greffe-nombre">{nombre(chambre).toLocaleString("fr-FR")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="fr-mt-2w">
        <Link to="/jonctions">Jonctions possibles, par chambre</Link>
      </p>
    </section>
  );
}
