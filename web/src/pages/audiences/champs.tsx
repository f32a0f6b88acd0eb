import { Input } from "@codegouvfr/react-dsfr/Input";
import { Select } from "@codegouvfr/react-dsfr/Select";
import { useId } from "react";
import type { CalendrierDAudiences, SaisieSeance } from "../../api/types";
import { majuscule } from "../../composants/formats";
import { enChamp, enMinutes } from "./mots";

/** An audience as typed: hours as the browser's fields hold them. */
export interface Seance {
  formation: string;
  jour: string;
  debut: string;
  fin: string;
  salle: string;
}

export const SEANCE_VIDE: Seance = { formation: "fs", jour: "", debut: "09:30", fin: "12:30", salle: "" };

export const seanceDe = ({ formation, day, from, to, room }: SaisieSeance): Seance => ({
  formation,
  jour: day ?? "",
  debut: enChamp(from),
  fin: enChamp(to),
  salle: room ?? "",
});

/** What the gateway is told; nothing while an hour is missing. */
export function versSeance({ formation, jour, debut, fin, salle }: Seance): SaisieSeance | undefined {
  const [from, to] = [enMinutes(debut), enMinutes(fin)];
  if (from === undefined || to === undefined) return undefined;
  return { formation, day: jour, from, to, room: salle };
}

interface Props {
  seance: Seance;
  changer: (seance: Seance) => void;
  calendrier: Pick<CalendrierDAudiences, "formations" | "rooms">;
  /** Without a day where a rule gives them. */
  sansJour?: boolean;
}

export function ChampsSeance({ seance, changer, calendrier: { formations, rooms }, sansJour }: Props) {
  const salles = useId();
  const champ = (nom: keyof Seance) => (e: { target: { value: string } }) => changer({ ...seance, [nom]: e.target.value });
  return (
    <div className="greffe-filtres">
      <Select label="Formation" nativeSelectProps={{ value: seance.formation, onChange: champ("formation") }}>
        {formations.map(({ code, label }) => (
          <option key={code} value={code}>
            {majuscule(label)}
          </option>
        ))}
      </Select>
      {!sansJour && (
        <Input label="Jour" nativeInputProps={{ type: "date", min: "1900-01-01", max: "2999-12-31", value: seance.jour, onChange: champ("jour") }} />
      )}
      <Input label="Début" nativeInputProps={{ type: "time", step: 300, value: seance.debut, onChange: champ("debut") }} />
      <Input label="Fin" nativeInputProps={{ type: "time", step: 300, value: seance.fin, onChange: champ("fin") }} />
      <Input label="Salle" nativeInputProps={{ list: salles, maxLength: 100, value: seance.salle, onChange: champ("salle") }} />
      <datalist id={salles}>
        {rooms.map((salle) => (
          <option key={salle} value={salle} />
        ))}
      </datalist>
    </div>
  );
}
