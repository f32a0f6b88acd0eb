import type { CalendrierDAudiences } from "../../api/types";
import { instantDeParis, majuscule } from "../../composants/formats";
import { enChamp } from "./mots";

/** A text as a calendar takes it (RFC 5545, 3.3.11). */
const texte = (valeur: string) => valeur.replaceAll("\\", "\\\\").replaceAll(";", "\\;").replaceAll(",", "\\,").replaceAll("\n", "\\n");

/** A line of at most 75 bytes, the rest on lines that follow (RFC 5545, 3.1). */
function pliee(ligne: string): string {
  const octets = new TextEncoder();
  const morceaux: string[] = [];
  let morceau = "";
  for (const signe of ligne) {
    // Lines that follow start with a space, which counts.
    if (octets.encode(morceau + signe).length > (morceaux.length ? 74 : 75)) {
      morceaux.push(morceau);
      morceau = "";
    }
    morceau += signe;
  }
  return [...morceaux, morceau].join("\r\n ");
}

const instant = (jour: string, minutes: number) =>
  new Date(instantDeParis(jour, enChamp(minutes))).toISOString().replaceAll(/[-:]|\.\d{3}/g, "");

/**
 * The audiences that are public, as a calendar file; their rôles stay on their pages. One that is cancelled is there as such: a
 * calendar that took it before strikes it out.
 */
export function enAgenda({ items, formations }: CalendrierDAudiences, chambre: string, ecrit: string): string {
  const publiques = items.filter(({ stage }) => stage !== "provisoire");
  const evenements = publiques.flatMap(({ audience_id, version, stage, sitting: { formation, day, from, to, room } }) => [
    "BEGIN:VEVENT",
    `UID:${audience_id}@greffe`,
    `SEQUENCE:${version}`,
    `STATUS:${stage === "annulee" ? "CANCELLED" : "CONFIRMED"}`,
    `DTSTAMP:${new Date(ecrit).toISOString().replaceAll(/[-:]|\.\d{3}/g, "")}`,
    `DTSTART:${instant(day, from)}`,
    `DTEND:${instant(day, to)}`,
    `SUMMARY:${texte(`Audience, ${chambre}`)}`,
    `DESCRIPTION:${texte(majuscule(formations.find(({ code }) => code === formation)?.label ?? formation))}`,
    ...(room ? [`LOCATION:${texte(room)}`] : []),
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Greffe//Audiences//FR", ...evenements, "END:VCALENDAR", ""].map(pliee).join("\r\n");
}
