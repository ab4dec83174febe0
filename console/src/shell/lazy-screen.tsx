import { type ComponentType, useEffect, useState } from 'react'
import { Loading, type LoadingShape } from '../parts/loading.tsx'

/**
 * A screen whose code is loaded when it is first shown. Unlike `lazy` of React: that shows what it waited for up to 300 ms late,
 * as React lets a fallback of Suspense stand for so long.
 */
export function lazyScreen<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
  shape: LoadingShape = 'page',
): ComponentType<Props> {
  let Screen: ComponentType<Props> | undefined

  return function LazyScreen(props: Props) {
    const [state, setState] = useState<'loading' | 'loaded' | Error>(Screen ? 'loaded' : 'loading')
    useEffect(() => {
      if (Screen) return
      load().then((loaded) => {
        Screen = loaded.default
        setState('loaded')
      }, setState)
    }, [])
    if (state instanceof Error) throw state
    return Screen ? <Screen {...props} /> : <Loading what="Screen" shape={shape} />
  }
}
