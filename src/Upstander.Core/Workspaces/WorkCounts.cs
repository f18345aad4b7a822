namespace Upstander.Workspaces;

/// <summary>
/// What a compilation did, in numbers that are the same on every machine: a test compares them, so that a change that does more work is seen where
/// a clock would see noise. Counted from several threads; nobody counts unless asked.
/// </summary>
internal sealed class WorkCounts
{
    private long filesRead;
    private long lessonsParsed;
    private long pagesRendered;
    private long templateSteps;
    private long filesHashed;
    private long filesWritten;
    private long bytesWritten;

    /// <summary>Files of the project and of the tool that were read, each as often as that happened.</summary>
    public long FilesRead => filesRead;

    /// <summary>Lessons that were made from YAML.</summary>
    public long LessonsParsed => lessonsParsed;

    /// <summary>Templates that were run for a page.</summary>
    public long PagesRendered => pagesRendered;

    /// <summary>Steps that these templates took.</summary>
    public long TemplateSteps => templateSteps;

    /// <summary>Files in the output folder that were hashed.</summary>
    public long FilesHashed => filesHashed;

    /// <summary>Outputs that were written; the manifest is not counted.</summary>
    public long FilesWritten => filesWritten;

    /// <summary>Bytes of these outputs.</summary>
    public long BytesWritten => bytesWritten;

    public void Read() => Interlocked.Increment(ref filesRead);

    public void Parsed() => Interlocked.Increment(ref lessonsParsed);

    public void Rendered(long steps)
    {
        Interlocked.Increment(ref pagesRendered);
        Interlocked.Add(ref templateSteps, steps);
    }

    public void Hashed() => Interlocked.Increment(ref filesHashed);

    public void Wrote(long bytes)
    {
        Interlocked.Increment(ref filesWritten);
        Interlocked.Add(ref bytesWritten, bytes);
    }
}
