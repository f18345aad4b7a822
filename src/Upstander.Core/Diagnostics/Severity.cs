namespace Upstander.Diagnostics;

/// <summary>How much a finding matters, from least to most.</summary>
public enum Severity
{
    /// <summary>Advice; never fails a build.</summary>
    Info,

    /// <summary>Worth mending; fails a build only with <c>--strict</c>.</summary>
    Warning,

    /// <summary>Nothing is published while it stands.</summary>
    Error,
}
