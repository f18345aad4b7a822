using Upstander.Diagnostics;
using Upstander.Yaml;

namespace Upstander.Binding;

/// <summary>One name out of a few, or a list of them.</summary>
public sealed record OneOrMoreType(ChoiceType Element) : FieldType
{
    internal override string Expected => $"{Element.Expected}, or a list of them";

    internal override object? Read(YamlNode node, string name, DiagnosticBag problems) =>
        node is YamlList
            ? new ListType<Located<string>>(Element, 1, 100).Read(node, name, problems)
            : Element.Read(node, name, problems) is Located<string> one ? new[] { one } : null;

    internal override object Blank(MapReader parent) => Array.Empty<Located<string>>();
}
