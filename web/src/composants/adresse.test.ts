// @vitest-environment happy-dom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { useChampsDansAdresse } from "./adresse";

interface Champs {
  jour?: string;
  regle?: string;
}
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function page(depart: Champs) {
  const ecrire = vi.fn<(champs: Champs) => void>();
  const { result, rerender } = renderHook((adresse: Champs) => useChampsDansAdresse(adresse, ecrire), { initialProps: depart });
  return {
    ecrire,
    champs: () => result.current[0],
    taper: (champs: Champs) => act(() => result.current[1](champs)),
    attendre: () => act(() => vi.advanceTimersByTime(1_000)),
    arriver: (adresse: Champs) => rerender(adresse),
  };
}

it("montre aussitôt ce qui est tapé, et n’écrit l’adresse qu’une fois", () => {
  const { ecrire, champs, taper, attendre, arriver } = page({ regle: "r" });
  taper({ jour: "0002-01-01" });
  taper({ jour: "2026-01-01" });
  expect(champs()).toEqual({ regle: "r", jour: "2026-01-01" });
  expect(ecrire).not.toHaveBeenCalled();
  attendre();
  expect(ecrire.mock.calls).toEqual([[{ regle: "r", jour: "2026-01-01" }]]);
  arriver({ jour: "2026-01-01", regle: "r" });
  attendre();
  expect(ecrire).toHaveBeenCalledTimes(1);
});

it("garde ce qui est tapé pendant que l’adresse suit", () => {
  const { ecrire, champs, taper, attendre, arriver } = page({});
  taper({ jour: "2026-01-01" });
  attendre();
  taper({ jour: "2026-01-02" });
  attendre();
  expect(ecrire).toHaveBeenCalledTimes(1);
  arriver({ jour: "2026-01-01" });
  expect(champs()).toEqual({ jour: "2026-01-02" });
  attendre();
  expect(ecrire).toHaveBeenLastCalledWith({ jour: "2026-01-02" });
});

it("prend l’adresse venue d’ailleurs, même celle que l’on avait quittée", () => {
  const { ecrire, champs, taper, attendre, arriver } = page({});
  taper({ jour: "2026-01-01" });
  attendre();
  arriver({ jour: "2026-01-01" });
  arriver({});
  expect(champs()).toEqual({});
  arriver({ jour: "2026-01-01" });
  expect(champs()).toEqual({ jour: "2026-01-01" });
  attendre();
  expect(ecrire).toHaveBeenCalledTimes(1);
});
