package dev.vigil.cli;

import dev.vigil.cli.account.AccountVerbs;
import dev.vigil.cli.account.AppealVerbs;
import dev.vigil.cli.account.ReportVerbs;
import dev.vigil.cli.account.StandingVerbs;
import dev.vigil.cli.account.UserReportVerbs;
import dev.vigil.cli.account.WarningVerbs;
import dev.vigil.cli.audit.AuditVerbs;
import dev.vigil.cli.doctor.DoctorCommand;
import dev.vigil.cli.evaluate.EvaluateCommand;
import dev.vigil.cli.figures.FiguresVerbs;
import dev.vigil.cli.inspect.InspectCommand;
import dev.vigil.cli.list.ListCommand;
import dev.vigil.cli.notice.NoticeVerbs;
import dev.vigil.cli.notice.NotifierCommand;
import dev.vigil.cli.owner.OwnerCommand;
import dev.vigil.cli.picture.CompareCommand;
import dev.vigil.cli.picture.FingerprintCommand;
import dev.vigil.cli.signal.SignalVerbs;
import dev.vigil.cli.size.SizeCommand;
import dev.vigil.edge.IngestCommand;
import java.util.List;

/** The verbs that need a broker or a file, and no cluster. */
public final class CliVerbs implements Verbs {
    @Override
    public List<Class<?>> commands() {
        return List.of(
                IngestCommand.class,
                ListCommand.class,
                AuthorizationCommand.class,
                ConfirmCommand.class,
                PolicyCommand.class,
                WorkCommand.class,
                OwnerCommand.class,
                SignalVerbs.class,
                ReferenceCommand.class,
                ReasonsCommand.class,
                NoticeVerbs.class,
                NotifierCommand.class,
                AccountVerbs.class,
                StandingVerbs.class,
                WarningVerbs.class,
                AppealVerbs.class,
                ReportVerbs.class,
                UserReportVerbs.class,
                AuditVerbs.class,
                InspectCommand.class,
                FiguresVerbs.class,
                WatchCommand.class,
                AlertsCommand.class,
                DeskCommand.class,
                PeersCommand.class,
                TopicsCommand.class,
                FingerprintCommand.class,
                CompareCommand.class,
                DoctorCommand.class,
                SizeCommand.class,
                EvaluateCommand.class);
    }

    @Override
    public int rank() {
        return 1;
    }
}
