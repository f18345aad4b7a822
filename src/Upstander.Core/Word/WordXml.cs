using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Upstander.Word;

/// <summary>XML as text, written in one go: a document of a handout has thousands of small elements, and a tree of them costs more than all the rest.</summary>
internal sealed class WordXml
{
    private const char Replacement = '\uFFFD';

    private readonly StringBuilder text = new(8192);

    /// <summary>How much was written.</summary>
    public int Length => text.Length;

    /// <summary>Adds markup as it is; values in it are numbers or names of ours.</summary>
    public WordXml Raw(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>Adds markup with numbers or names of ours in it.</summary>
    public WordXml Raw([InterpolatedStringHandlerArgument("")] ref Markup markup) => this;

    /// <summary>Adds text from elsewhere, so that it is read as text. What XML cannot hold becomes a replacement character.</summary>
    public WordXml Text(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '&':
                    text.Append("&amp;");
                    break;
                case '<':
                    text.Append("&lt;");
                    break;
                case '>':
                    text.Append("&gt;");
                    break;
                case '"':
                    text.Append("&quot;");
                    break;
                case '\t' or '\n' or '\r':
                    text.Append(' ');
                    break;
                case < ' ' or '\uFFFE' or '\uFFFF':
                    text.Append(Replacement);
                    break;
                default:
                    if (char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]))
                    {
                        text.Append(c).Append(value[++i]);
                    }
                    else
                    {
                        text.Append(char.IsSurrogate(c) ? Replacement : c);
                    }

                    break;
            }
        }

        return this;
    }

    /// <summary>The whole as UTF-8 with its declaration.</summary>
    public byte[] ToBytes() => Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + text);

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary>Numbers and names put straight into the text, the same in every culture.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly StringBuilder text;

        public Markup(int literalLength, int formattedCount, WordXml xml)
        {
            _ = (literalLength, formattedCount);
            text = xml.text;
        }

        public void AppendLiteral(string value) => text.Append(value);

        public void AppendFormatted(int value) => text.Append(CultureInfo.InvariantCulture, $"{value}");

        public void AppendFormatted(string? value) => text.Append(value);
    }
}
