import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { referentiel } from "../../api/requetes";
import type { Controle, Dossier } from "../../api/types";
import { INSECABLE, libelle, majuscule } from "../../composants/formats";
import { nomPourvoi } from "../../composants/pourvois";
import { jalonsEnMots, peutTenirAvis } from "./avis";

const RESULTATS = {
  irregulier: { texte: "Irrégulier", gravite: "error" },
  non_verifie: { texte: "Non vérifié", gravite: "info" },
} as const;

/** Points that must be in order: what is wrong, what follows, what it stops and what cures it. */
export function ListeControles({ controles, dossier }: { controles: Controle[]; dossier: Dossier }) {
  const { data: ref } = useQuery(referentiel);
  const nommer = (kind: string) => ref?.acts.find((acte) => acte.kind === kind)?.label ?? libelle(kind);
  return (
    <ul className="greffe-echeances">
      {controles.map((controle) => (
        <UnControle key={`${controle.check}:${controle.pourvoi_id ?? ""}`} controle={controle} dossier={dossier} remedes={controle.cured_by.map(nommer)} />
      ))}
    </ul>
  );
}

function UnControle({ controle, dossier, remedes }: { controle: Controle; dossier: Dossier; remedes: string[] }) {
  const resultat = RESULTATS[controle.result];
  const pourvoi = dossier.pourvois.find(({ pourvoi_id }) => pourvoi_id === controle.pourvoi_id);
  return (
    <li data-controle={controle.check} data-resultat={controle.result}>
      <div className="greffe-echeances__ligne">
        <h4>{controle.label}</h4>
        <Badge as="span" small severity={resultat.gravite}>
          {resultat.texte}
        </Badge>
        {peutTenirAvis(dossier) && (
          <Link
            to="/dossiers/$id/acte"
            params={{ id: dossier.dossier_id }}
            search={{ type: "point_verifie", point: controle.check, pourvoi: controle.pourvoi_id ?? undefined }}
            className="fr-link fr-link--sm greffe-sans-impression"
          >
            Enregistrer la vérification
            <span className="fr-sr-only">
              {INSECABLE}: {controle.label}
            </span>
          </Link>
        )}
      </div>
      {pourvoi && <p className="greffe-mention fr-mb-0">Pourvoi{INSECABLE}: {nomPourvoi(dossier, pourvoi)}</p>}
      <p className="fr-mb-0">
        En cas de défaut{INSECABLE}: {controle.consequence}. <span className="greffe-article">{controle.article}</span>
      </p>
      {controle.milestones.length > 0 && (
        <p className="greffe-mention fr-mb-0">
          {controle.severity === "bloquante" ? "Arrête" : "À voir avant"} {jalonsEnMots(controle.milestones)}
        </p>
      )}
      {remedes.length > 0 && (
        <p className="greffe-mention fr-mb-1w">
          Se corrige par{INSECABLE}: {majuscule(remedes.join(", "))}
        </p>
      )}
    </li>
  );
}
