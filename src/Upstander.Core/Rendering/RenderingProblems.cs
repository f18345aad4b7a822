using Upstander.Diagnostics;

namespace Upstander.Rendering;

/// <summary>What can be wrong with templates and with the Markdown of lessons.</summary>
public static class RenderingProblems
{
    /// <summary>UP1401</summary>
    public static Problem Syntax { get; } = new("UP1401", Severity.Error, "A template that cannot be read.");

    /// <summary>UP1402</summary>
    public static Problem UnknownName { get; } = new("UP1402", Severity.Error, "A variable or function that no template has.");

    /// <summary>UP1403</summary>
    public static Problem UnknownField { get; } = new("UP1403", Severity.Error, "A field that the object does not have for this audience.");

    /// <summary>UP1404</summary>
    public static Problem UnknownTemplate { get; } = new("UP1404", Severity.Error, "An include of a template that does not exist.");

    /// <summary>UP1405</summary>
    public static Problem Failed { get; } = new("UP1405", Severity.Error, "A template that stopped half way.");

    /// <summary>UP1406</summary>
    public static Problem Limit { get; } = new("UP1406", Severity.Error, "A template that needs more steps, depth, memory, time or output than a page may have.");

    /// <summary>UP1407</summary>
    public static Problem RemovedFunction { get; } = new("UP1407", Severity.Error, "A function of Scriban that templates do not have here.");

    /// <summary>UP1408</summary>
    public static Problem CannotPrint { get; } = new("UP1408", Severity.Error, "A value that cannot be printed where it stands.");

    /// <summary>UP1409</summary>
    public static Problem UnknownAsset { get; } = new("UP1409", Severity.Error, "An asset that does not exist.");

    /// <summary>UP1410</summary>
    public static Problem WrongArgument { get; } = new("UP1410", Severity.Error, "A function called with a value it cannot use.");

    /// <summary>UP1411</summary>
    public static Problem NotText { get; } = new("UP1411", Severity.Error, "A template that is too large or not UTF-8 text.");

    /// <summary>UP1412</summary>
    public static Problem UnknownDocument { get; } = new("UP1412", Severity.Error, "A link to a document that does not exist.");

    /// <summary>UP1501</summary>
    public static Problem LinkTarget { get; } = new("UP1501", Severity.Error, "A link in Markdown to an address that is not allowed.");

    /// <summary>UP1502</summary>
    public static Problem ImageTarget { get; } = new("UP1502", Severity.Error, "An image in Markdown that is not a local asset.");

    /// <summary>UP1503</summary>
    public static Problem TooDeep { get; } = new("UP1503", Severity.Error, "Markdown nested too deeply.");

    /// <summary>UP1504</summary>
    public static Problem TooLong { get; } = new("UP1504", Severity.Error, "Markdown that is too long, or that becomes too long as HTML.");

    /// <summary>UP1505</summary>
    public static Problem TableTooLarge { get; } = new("UP1505", Severity.Error, "A Markdown table with too many columns or cells.");

    /// <summary>UP1506</summary>
    public static Problem TooManyBrackets { get; } = new("UP1506", Severity.Error, "Markdown with too many brackets.");

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<Problem> All { get; } =
    [
        Syntax, UnknownName, UnknownField, UnknownTemplate, Failed, Limit, RemovedFunction, CannotPrint, UnknownAsset, WrongArgument, NotText, UnknownDocument,
        LinkTarget, ImageTarget, TooDeep, TooLong, TableTooLarge, TooManyBrackets,
    ];
}
