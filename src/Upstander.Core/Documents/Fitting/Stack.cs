namespace Upstander.Documents.Fitting;

/// <summary>Parts one below the other, with a gap between them.</summary>
/// <param name="room">The room for them all.</param>
/// <param name="gap">The gap in millimetres.</param>
internal sealed class Stack(PaperRoom room, double gap)
{
    private double height;
    private bool isEmpty = true;

    /// <summary>What is left of the height; negative where the parts do not fit.</summary>
    public double Left => room.Height - height;

    /// <summary>Adds a part.</summary>
    public void Add(double part)
    {
        height += part + (isEmpty ? 0 : gap);
        isEmpty = false;
    }

    /// <summary>Adds a part unless there is nothing in it.</summary>
    public void AddText(double part)
    {
        if (part > 0)
        {
            Add(part);
        }
    }
}
