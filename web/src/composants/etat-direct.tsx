import type { EtatFlux } from "../api/flux";

const TEXTES: Record<EtatFlux, { texte: string; titre: string }> = {
  connexion: { texte: "Connexion…", titre: "Le suivi en direct s’ouvre." },
  direct: { texte: "En direct", titre: "Les changements apparaissent sans recharger la page." },
  coupe: { texte: "Direct interrompu", titre: "Le suivi en direct reprend dès que possible ; rechargez la page pour être à jour." },
};

/** Whether changes reach this page by themselves. */
export function EtatDirect({ etat }: { etat: EtatFlux }) {
  const { texte, titre } = TEXTES[etat];
  return (
    <span className={`greffe-direct greffe-direct--${etat}`} title={titre} data-etat={etat}>
      <span className="greffe-direct__point" aria-hidden="true" />
      {texte}
    </span>
  );
}
