namespace Upstander.Tests.Cli;

/// <summary>The day that is not said on the command line. Alone, because the environment belongs to the whole process.</summary>
[Collection(nameof(Alone))]
public sealed class ClockTests : IDisposable
{
    private const string Variable = "SOURCE_DATE_EPOCH";

    private readonly string? before = Environment.GetEnvironmentVariable(Variable);

    [Theory]
    [InlineData("1803859199", 0)] // 2027-02-28, the last second
    [InlineData("1803859200", 1)] // 2027-03-01: nobody has verified the service for 181 days
    public void The_environment_may_say_it_in_seconds(string epoch, int exit)
    {
        Environment.SetEnvironmentVariable(Variable, epoch);
        using var project = new Project();

        Assert.Equal(exit, Command.Run("check", project.Folder, "--strict", "--only", "CU011").Exit);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public void What_is_no_number_of_seconds_is_not_read(string epoch)
    {
        Environment.SetEnvironmentVariable(Variable, epoch);
        using var project = new Project().Change("resources.yaml", "2026-09-01", DateTime.UtcNow.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(0, Command.Run("check", project.Folder, "--strict", "--only", "CU011").Exit);
    }

    [Fact]
    public void The_option_goes_before_the_environment()
    {
        Environment.SetEnvironmentVariable(Variable, "0");
        using var project = new Project();

        Assert.Equal(0, Command.On(project, "check", "--strict").Exit);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, before);
}

/// <summary>Tests that change something of the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
