import { Link } from "@tanstack/react-router";
import type { RapportControle } from "../../api/types";
import { INSECABLE, pluriel } from "../../composants/formats";
import { bilan, type Jalon, parGravite } from "./mots";

/** Dossiers before a milestone: a line each, what stops it, a press away from the whole. */
export function TableauControles({ rapports, jalon }: { rapports: RapportControle[]; jalon: Jalon }) {
  const arretes = rapports.filter(({ stops }) => stops).length;
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {pluriel(rapports.length, "dossier")}, dont {arretes} que le jalon arrête
        </caption>
        <thead>
          <tr>
            <th scope="col">Dossier</th>
            <th scope="col">Bilan</th>
            <th scope="col">Constats</th>
          </tr>
        </thead>
        <tbody>
          {rapports.map((rapport) => (
            <tr key={rapport.dossier_id} data-ligne data-arrete={rapport.stops}>
              <th scope="row">
                <Link to="/dossiers/$id" params={{ id: rapport.dossier_id }} search={{ onglet: "controle", jalon }}>
                  {rapport.number}
                </Link>
                <br />
                {rapport.title}
              </th>
              <td>{bilan(rapport)}</td>
              <td>
                <ul className="fr-raw-list">
                  {parGravite(rapport.findings).map(({ gravite, titre, constats }) => (
                    <li key={gravite}>
                      <strong>{titre}</strong> ({constats.length}){INSECABLE}: {constats.map(({ label }) => label).join(`${INSECABLE}; `)}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
