/** What controls need to know of the place they stand in. */

import { createContext, useContext } from 'react';
import type { TokenHint } from '@/shared/api/types';

type FormHere = {
  campaign: number | null;
  hints: readonly TokenHint[];
  readOnly: boolean;
};

const FormContext = createContext<FormHere>({ campaign: null, hints: [], readOnly: false });

export const FormProvider = FormContext.Provider;
export const useFormHere = (): FormHere => useContext(FormContext);
