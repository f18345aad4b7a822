namespace Upstander.Workspaces;

/// <summary>What a file is for, told by where it lies and how its name ends.</summary>
public enum WorkspaceFileKind
{
    /// <summary>A YAML file whose first key says what it is: the curriculum, a lesson, a unit, resources, brand.</summary>
    Source,

    /// <summary>A Scriban template below <c>templates/</c>.</summary>
    Template,

    /// <summary><c>documents.yaml</c>, <c>labels.yaml</c> and other YAML below <c>templates/</c>.</summary>
    TemplateData,

    /// <summary>A style sheet, script, font or image below <c>templates/assets/</c>, copied into each audience's folder.</summary>
    TemplateAsset,

    /// <summary>An image or font below <c>assets/</c> that lessons and the brand may name.</summary>
    Asset,

    /// <summary>Language rules below <c>rules/</c>.</summary>
    Rules,

    /// <summary><c>reference.docx</c>, whose styles word processor files take.</summary>
    Reference,

    /// <summary><c>upstander.lock</c>: what an overlay's patches were written against.</summary>
    Lock,

    /// <summary>The text of a licence or a notice beside <c>curriculum.yaml</c>: it goes wherever the files of the curriculum go.</summary>
    License,

    /// <summary>A standards framework below <c>standards/</c>; only the tool has them.</summary>
    Standards,
}

/// <summary>A file that a workspace found and has not read yet.</summary>
/// <param name="Name">Where it lies in its project, with forward slashes and in Unicode form C: <c>g68/a-clear-yes.yaml</c>.</param>
/// <param name="Path">What messages print: the name below the folder as the user gave it, or <c>(built-in) name</c>.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="BuiltIn">Whether it ships inside the tool.</param>
public sealed record WorkspaceFile(string Name, string Path, WorkspaceFileKind Kind, bool BuiltIn)
{
    /// <summary>What stands before the names of the tool's own files in messages.</summary>
    public const string BuiltInPrefix = "(built-in) ";

    /// <summary>How many curricula and overlays lie below the one that it belongs to: 0 in the lowest.</summary>
    public int Layer { get; init; }

    /// <summary>Where it is on this machine; never printed, never part of an output. Empty for a file in a zip.</summary>
    public required string FullPath { get; init; }

    /// <summary>What it holds, for a file in a zip; else null.</summary>
    internal ReadOnlyMemory<byte>? Packed { get; init; }

    /// <summary>Counts what is done with it, where somebody wants to know.</summary>
    internal WorkCounts? Counts { get; init; }
}
