import type { Dossier } from "../../api/types";
import { pluriel } from "../../composants/formats";
import { avisPressants, controlesParGravite } from "./avis";
import { ListeControles } from "./liste-controles";
import { TableAvis } from "./table-avis";

/** What the law wants told, then what must be in order before a milestone. */
export function OngletAvis({ dossier }: { dossier: Dossier }) {
  const rangs = avisPressants(dossier.notices);
  const restants = rangs.filter(({ status }) => status !== "prouve");
  const prouves = rangs.filter(({ status }) => status === "prouve");
  const absents = dossier.notice_count - dossier.notices.length;
  return (
    <>
      {restants.length === 0 ? (
        <p className="greffe-vide">Aucun avis n’est à envoyer ni à prouver dans ce dossier.</p>
      ) : (
        <TableAvis titre={pluriel(restants.length, "avis à envoyer ou à prouver", "avis à envoyer ou à prouver")} avis={restants} dossier={dossier} />
      )}
      {prouves.length > 0 && (
        <details className="fr-mt-2w">
          <summary>Avis prouvés ({prouves.length})</summary>
          <TableAvis titre={pluriel(prouves.length, "avis prouvé", "avis prouvés")} avis={prouves} dossier={dossier} />
        </details>
      )}
      {absents > 0 && (
        <p className="greffe-mention fr-mt-2w">
          Les {dossier.notices.length} avis les plus pressants sont montrés ; {absents} autres suivront.
        </p>
      )}
      <h3 className="fr-h6 fr-mt-4w">Points à vérifier</h3>
      {dossier.checks.length === 0 ? (
        <p className="greffe-vide">Aucun point n’est irrégulier ni à vérifier dans ce dossier.</p>
      ) : (
        <ListeControles controles={controlesParGravite(dossier.checks)} dossier={dossier} />
      )}
    </>
  );
}
