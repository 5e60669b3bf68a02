import { Component, type ReactNode } from 'react'

interface GuardProps {
  /** Shown in place of what broke. */
  instead: ReactNode
  children: ReactNode
}

/** Keeps a fault inside one tile: the others go on, the fault is reported to the console, and the tile is tried again after a while. */
export class Guard extends Component<GuardProps, { broken: boolean }> {
  static readonly RETRY_MS = 30_000
  override state = { broken: false }
  private timer: ReturnType<typeof setTimeout> | undefined

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: Error) {
    console.error(error)
    this.timer = setTimeout(() => this.setState({ broken: false }), Guard.RETRY_MS)
  }

  override componentWillUnmount() {
    clearTimeout(this.timer)
  }

  override render() {
    return this.state.broken ? this.props.instead : this.props.children
  }
}
