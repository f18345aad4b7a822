using Upstander.Audiences;
using Upstander.Diagnostics;
using Upstander.Workspaces;
using Upstander.Yaml;

namespace Upstander.Documents;

/// <summary>The fixed words of pages: <c>templates/labels.yaml</c>, changed by that of the project label by label.</summary>
public static class Labels
{
    /// <summary>All labels as templates see them.</summary>
    public static View Read(IEnumerable<SourceFile> layers, DiagnosticBag problems)
    {
        var labels = new View();
        foreach (var layer in layers)
        {
            if (YamlLoader.Load(layer, problems) is { } map)
            {
                Merge(labels, map, problems);
            }
        }

        return labels;
    }

    private static void Merge(View into, YamlMap map, DiagnosticBag problems)
    {
        foreach (var (key, value) in map.Entries)
        {
            switch (value)
            {
                case YamlScalar text:
                    into.Set(key.Text, text.Text);
                    break;
                case YamlMap inner:
                    var view = into[key.Text] as View ?? new View();
                    Merge(view, inner, problems);
                    into.Set(key.Text, view);
                    break;
                default:
                    problems.Add(DocumentProblems.NotLabels.At(value.Span, $"the label '{key.Text}' must be a text or a map of labels"));
                    break;
            }
        }
    }
}
