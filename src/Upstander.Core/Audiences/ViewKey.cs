using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Upstander.Binding;

namespace Upstander.Audiences;

/// <summary>Tells whether two views hold the same.</summary>
internal static class ViewKey
{
    /// <summary>One line for everything in a view: the same when all names and values are.</summary>
    public static string Of(View view)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, view);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A letter before each value tells its kind, and texts say how long they are, so that no two views can be written alike.
    private static void Add(IncrementalHash hash, object? value)
    {
        switch (value)
        {
            case Later later:
                Add(hash, later.Value);
                break;
            case null:
                Add(hash, 'n', "");
                break;
            case View view:
                Add(hash, 'v', view.Entries.Count.ToString(CultureInfo.InvariantCulture));
                foreach (var (name, entry) in view.Entries)
                {
                    Add(hash, 'k', name);
                    Add(hash, entry);
                }

                break;
            case Prose prose:
                Add(hash, 'p', prose.Markdown);
                break;
            case string text:
                Add(hash, 's', text);
                break;
            case IEnumerable<object?> list:
                Add(hash, 'l', "");
                foreach (var item in list)
                {
                    Add(hash, item);
                }

                Add(hash, 'e', "");
                break;
            default:
                Add(hash, 'o', Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
                break;
        }
    }

    private static void Add(IncrementalHash hash, char kind, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind}{text.Length.ToString(CultureInfo.InvariantCulture)}:"));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
