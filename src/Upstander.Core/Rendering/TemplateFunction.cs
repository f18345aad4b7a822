using System.Collections;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;
using Span = Scriban.Parsing.SourceSpan;

namespace Upstander.Rendering;

/// <summary>One function that templates can call. It holds no state: what it works on is in the call.</summary>
internal sealed class TemplateFunction(string name, int required, int most, Func<Call, object?> body) : IScriptCustomFunction
{
    /// <summary>What a call has in the place of an argument that was left out: not the same as one that is empty.</summary>
    public static readonly object LeftOut = new();

    private static readonly ScriptParameterInfo Needed = new(typeof(object), "value");
    private static readonly ScriptParameterInfo Optional = new(typeof(object), "value", LeftOut);

    public string Name { get; } = name;

    /// <summary>Any number of arguments, named ones too, as an include takes them.</summary>
    public bool TakesAnything { get; init; }

    public int RequiredParameterCount => required;

    public int ParameterCount => most;

    public ScriptVarParamKind VarParamKind => TakesAnything ? ScriptVarParamKind.Direct : ScriptVarParamKind.None;

    public Type ReturnType => typeof(object);

    public ScriptParameterInfo GetParameterInfo(int index) => index < required || TakesAnything ? Needed : Optional;

    public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        body(new Call(Name, (GuardedContext)context, callerContext, arguments));

    public ValueTask<object?> InvokeAsync(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement) =>
        new(Invoke(context, callerContext, arguments, blockStatement));

    public override string ToString() => Name;
}

/// <summary>A number of a template.</summary>
internal readonly record struct Numeral(double Value, bool IsWhole);

/// <summary>A call of a function by a template: its arguments in the form a function needs, or a fault at their place.</summary>
internal readonly record struct Call(string Name, GuardedContext Context, ScriptNode? Caller, ScriptArray Arguments)
{
    private const int MaxItems = 100_000;

    public Span Place => Caller?.Span ?? Context.CurrentSpan;

    public bool Has(int index) => index < Arguments.Count && Arguments[index] != TemplateFunction.LeftOut;

    public bool IsNull(int index) => !Has(index) || Arguments[index] is null;

    /// <summary>Text to work with. Finished markup is refused: cut or joined, it would no longer be safe to print as it is.</summary>
    public string Text(int index) => Arguments[index] is Markup or StringBuilderOutput
        ? throw Wrong(index, $"{Name} does not work on captured, included or rendered text", "use it on the values before they are captured")
        : AsText(Arguments[index]);

    public string? OptionalText(int index) => IsNull(index) ? null : Text(index);

    /// <summary>Text that is only looked at.</summary>
    public string Read(int index) => Arguments[index] is Markup or StringBuilderOutput ? Arguments[index]!.ToString() ?? "" : AsText(Arguments[index]);

    public string AsText(object? value) => Context.ObjectToString(value) ?? "";

    public long Integer(int index) => Number(index) is { IsWhole: true } number ? (long)number.Value : throw Wrong(index, $"{Name} needs a whole number");

    /// <summary>A number of things, not less than the least.</summary>
    public int Count(int index, int least) =>
        Integer(index) is var number && number >= least && number <= int.MaxValue ? (int)number : throw Wrong(index, $"{Name} needs a whole number of at least {least}");

    public Numeral Number(int index) => Arguments[index] switch
    {
        int number => new(number, true),
        long number => new(number, true),
        double number when double.IsFinite(number) => new(number, number == Math.Floor(number) && Math.Abs(number) < 1e15),
        float number when float.IsFinite(number) => new(number, false),
        decimal number => new((double)number, false),
        null => throw Wrong(index, $"{Name} needs a number, but the value is empty"),
        _ => throw Wrong(index, $"{Name} needs a number"),
    };

    /// <summary>The items of a list; none where the list is empty or left out.</summary>
    public IReadOnlyList<object?> Items(int index)
    {
        switch (Arguments[index])
        {
            case null:
                return [];
            case string or ProseValue or Markup or StringBuilderOutput or (IScriptObject and not IList):
                throw Wrong(index, $"{Name} needs a list");
            case IEnumerable some:
                var items = new List<object?>();
                foreach (var item in some)
                {
                    if (items.Count == MaxItems)
                    {
                        throw new TemplateFault(RenderingProblems.Limit, ArgumentPlace(index), $"a list cannot be longer than {MaxItems} items");
                    }

                    items.Add(item);
                }

                Context.Spend(items.Count, Place);
                return items;
            default:
                throw Wrong(index, $"{Name} needs a list");
        }
    }

    /// <summary>A field of an item, or of a field of it: <c>handout.kind</c>. Empty where one on the way is empty.</summary>
    public object? Field(object? item, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (item is null)
            {
                return null;
            }

            if (item is not IScriptObject some || item is IList || !some.TryGetValue(Context, Place, name, out var value))
            {
                throw GuardedContext.MissingMember(Place, "an item of the list", item, name);
            }

            item = value;
        }

        return item;
    }

    /// <summary>Refuses a result that would be too long, before it is made.</summary>
    public void Limit(long characters)
    {
        if (characters > Context.LimitToString)
        {
            throw new TemplateFault(RenderingProblems.Limit, Place, $"the result of {Name} is longer than {Context.LimitToString} characters");
        }
    }

    public TemplateFault Wrong(int index, string message, string? hint = null) => new(RenderingProblems.WrongArgument, ArgumentPlace(index), message, hint);

    public Span ArgumentPlace(int index)
    {
        // In a pipe the first argument stands before the call, so that the others are one place further on.
        if (Caller is not ScriptFunctionCall call)
        {
            return Place;
        }

        var at = call.Parent is ScriptPipeCall pipe && pipe.To == call ? index - 1 : index;
        return at >= 0 && at < call.Arguments.Count ? call.Arguments[at].Span : Place;
    }
}
