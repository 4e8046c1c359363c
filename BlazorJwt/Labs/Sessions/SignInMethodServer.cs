namespace BlazorJwt.Labs.Sessions;

/// <summary>What happens on the server of a visitor's lab, without the visitor's browser having a part in it.</summary>
public sealed class SignInMethodServer
{
    private readonly LabTicketStore _store;

    internal SignInMethodServer(LabTicketStore store) => _store = store;

    /// <summary>Gives the person the other role. It is written into the sessions that go on; there is nothing to write into a token that is out.</summary>
    public Task ChangeRoleAsync(SessionLab lab)
    {
        lab.SwitchRole();
        return _store.ChangeRoleAsync(lab.Sessions(), lab.Role);
    }

    /// <summary>Starts the lab's server anew: what it kept in memory is gone.</summary>
    /// <param name="lab">The visitor's lab. No other is touched.</param>
    /// <param name="keepKey">True when the key stands in the configuration, and so outlives the restart.</param>
    public Task RestartAsync(SessionLab lab, bool keepKey) => _store.RemoveAsync(lab.Restart(keepKey));
}
