import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { referentiel, stock } from "../../api/requetes";
import { ordonnerStades } from "../../composants/stades";
import { SANS_CHAMBRE } from "./filtres";

/** The open dossiers by chamber and stage; each count leads to its list. */
export function Stock() {
  const { data } = useQuery(stock);
  const { data: ref } = useQuery(referentiel);
  if (!data || !ref || data.cells.length === 0) return null;
  const stades = ordonnerStades(ref.stages).filter(({ code }) => data.cells.some((cellule) => cellule.stage === code));
  const codes = [...new Set(data.cells.map(({ chambre }) => chambre ?? ""))];
  const rang = (code: string) => (code ? ref.chambres.findIndex((chambre) => chambre.code === code) : Infinity);
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
                <th scope="row">{ref.chambres.find(({ code }) => code === chambre)?.label ?? SANS_CHAMBRE.label}</th>
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
    </section>
  );
}
