import { Badge } from "@codegouvfr/react-dsfr/Badge";
import type { RapportControle } from "../../api/types";
import { majuscule } from "../../composants/formats";

/** Whether each service answered for its part. */
export function Parts({ parts }: { parts: RapportControle["parts"] }) {
  return (
    <div className="greffe-table">
      <table>
        <caption>Ce que chacun a vérifié</caption>
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Réponse</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ part, label, answered, reason }) => (
            <tr key={part} data-part={part} data-repondu={answered}>
              <th scope="row">{majuscule(label)}</th>
              <td>
                <Badge as="span" small severity={answered ? "success" : "warning"}>
                  {answered ? "Vérifiée" : "Non vérifiée"}
                </Badge>{" "}
                {reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
