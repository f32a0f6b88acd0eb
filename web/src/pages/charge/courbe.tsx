import { useId } from "react";
import type { PrevisionDeCharge } from "../../api/types";
import { date } from "../../composants/formats";
import { connu, enDossiers, reste } from "./mots";

const [LARGEUR, HAUTEUR, MARGE] = [720, 220, 36];

/** What waits week after week, in bars; the table under it says the same in figures. */
export function Courbe({ present, suppose }: { present: PrevisionDeCharge; suppose?: PrevisionDeCharge | null }) {
  const id = useId();
  const semaines = present.weeks;
  const debut = semaines[0];
  if (!debut) return null;
  const haut = Math.max(1000, ...semaines.map(({ after, high }) => Math.max(after, high ?? 0)), ...(suppose?.weeks ?? []).map(({ after }) => after));
  const pas = (LARGEUR - MARGE) / semaines.length;
  const y = (valeur: number) => HAUTEUR - MARGE - (valeur / haut) * (HAUTEUR - 2 * MARGE);
  const bas = HAUTEUR - MARGE;
  const texte = `De ${enDossiers(debut.before)} dossiers en attente aujourd’hui à ${enDossiers(reste(present))} après ${semaines.length} semaines au rythme présent${
    suppose ? `, à ${enDossiers(reste(suppose))} avec les réglages simulés` : ""
  }.`;
  const etiquette = Math.max(1, Math.ceil(semaines.length / 6));
  return (
    <figure className="greffe-courbe">
      <svg viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} role="img" aria-labelledby={`${id}-titre`} aria-describedby={`${id}-texte`}>
        <title id={`${id}-titre`}>Dossiers en attente, semaine après semaine</title>
        <desc id={`${id}-texte`}>{texte}</desc>
        <line className="greffe-courbe__axe" x1={MARGE} x2={LARGEUR} y1={bas} y2={bas} />
        <text className="greffe-courbe__texte" x={MARGE - 6} y={y(haut) + 4} textAnchor="end">
          {enDossiers(haut)}
        </text>
        <text className="greffe-courbe__texte" x={MARGE - 6} y={bas + 4} textAnchor="end">
          0
        </text>
        {semaines.map(({ from, after, low, high }, rang) => {
          const x = MARGE + rang * pas;
          const simule = suppose?.weeks[rang]?.after;
          const largeur = simule === undefined ? pas * 0.7 : pas * 0.38;
          const milieu = x + largeur / 2;
          return (
            <g key={from}>
              <rect className="greffe-courbe__present" x={x} width={largeur} y={y(after)} height={bas - y(after)} />
              {connu(low) && connu(high) && (
                <path className="greffe-courbe__marge" d={`M${milieu} ${y(low)}V${y(high)}M${milieu - 4} ${y(low)}h8M${milieu - 4} ${y(high)}h8`} />
              )}
              {simule !== undefined && (
                <rect className="greffe-courbe__simule" x={x + largeur + 1} width={largeur} y={y(simule)} height={bas - y(simule)} />
              )}
              {rang % etiquette === 0 && (
                <text className="greffe-courbe__texte" x={x} y={bas + 18}>
                  {date(from).replace(/.\d{4}$/, "")}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className="greffe-mention">
        {texte} Barres pleines&nbsp;: au rythme présent{connu(semaines[0]?.low) && ", avec la marge de huit avenirs sur dix"}
        {suppose && "\u00a0; barres évidées\u00a0: avec les réglages simulés"}.
      </figcaption>
    </figure>
  );
}
