using Upstander.Binding;

namespace Upstander.Lessons;

/// <summary>What the patches of an overlay were written against: <c>upstander.lock</c>. <c>overlay accept</c> writes it.</summary>
public sealed class OverlayLock(MapReader fields) : Item(fields)
{
    /// <summary>Version of the file format.</summary>
    public Located<int> FormatVersion { get; } = fields.Number("lock", "Version of the lock's format: 1. First key of the file.", For.Facilitators, 1, 1);

    /// <summary>The base.</summary>
    public LockedBase Base { get; } = fields.Map("base", f => new LockedBase(f), "The base as it was when all patches had been looked at.");

    /// <summary>The patches.</summary>
    public IReadOnlyList<LockedPatch> Patches { get; } = fields.List("patches", f => new LockedPatch(f), "One line for each patch, by address.", For.Facilitators, 0, 10_000);
}

/// <summary>A base as it was.</summary>
public sealed class LockedBase(MapReader fields) : Item(fields)
{
    /// <summary>Id.</summary>
    public Located<string> Id { get; } = fields.Text("id", "Id of the curriculum.");

    /// <summary>Version.</summary>
    public Located<string> Version { get; } = fields.Text("version", "Version of the curriculum.");

    /// <summary>Hash.</summary>
    public Located<string> Content { get; } = fields.Format("content", TextFormat.Sha256, "SHA-256 of all of its files: that of the lines 'hash path', each with a line feed behind it.");
}

/// <summary>What one patch was written against.</summary>
public sealed class LockedPatch(MapReader fields) : Item(fields)
{
    /// <summary>Address.</summary>
    public Located<string> At { get; } = fields.Text("at", "Address of the patch.", For.Facilitators, 400);

    /// <summary>What it does.</summary>
    public Located<string> Does { get; } = fields.Text("does", "What it does there, in few words.", For.Facilitators, 2_000);

    /// <summary>Hash of its target.</summary>
    public Located<string> Target { get; } = fields.Format("target", TextFormat.HashStart, "Start of the SHA-256 of what stood there.");

    /// <summary>Which base.</summary>
    public Located<string> Base { get; } = fields.Format("base", TextFormat.HashStart, "Start of the content of the base in which it stood, which is the name under which it is kept.");
}
