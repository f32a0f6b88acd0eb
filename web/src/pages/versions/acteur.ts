import { useQuery } from "@tanstack/react-query";
import { agents } from "../../api/requetes";

/** The name of who decided or tried; where the reader may not see the register, how they sign in. */
export function useNomDActeur(): (sujet: string) => string {
  const { data } = useQuery(agents(""));
  return (sujet) =>
    sujet.startsWith("service:")
      ? "Le programme, de lui-même"
      : (data?.items.find(({ subject }) => subject === sujet)?.display_name ?? sujet);
}
